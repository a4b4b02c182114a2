// A dashboard as JSON, by Grafana's own types: each panel with the options and fields of its kind, and with queries to
// Prometheus. A property that they do not know is an error where a literal has it.
import type * as common from '@grafana/grafana-foundation-sdk/common';
import type * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import type * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as table from '@grafana/grafana-foundation-sdk/table';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

type IsAny<T> = 0 extends 1 & T ? true : false;

// Without methods, and with an enumeration's values in place of its names.
type Json<T> =
	IsAny<T> extends true ? T
	: T extends string ? `${T}`
	: T extends (infer Element)[] ? Json<Element>[]
	: T extends object ? { [Key in keyof T as Key extends `_${string}` ? never : Key]: Json<T[Key]> }
	: T;

type Replace<T, Other> = { [Key in keyof T]: Key extends keyof Other ? Other[Key] : T[Key] };

type FieldConfig<Custom> = Replace<Json<dashboard.FieldConfigSource>, {
	defaults: Replace<Json<dashboard.FieldConfig>, { custom: Partial<Json<Custom>> }>;
}>;

// Grafana has a default for each option.
type Panel<Type, Options, Custom> = Replace<Json<dashboard.Panel>, {
	type: Type;
	options: Partial<Json<Options>>;
	fieldConfig: FieldConfig<Custom>;
	targets: Json<prometheus.Dataquery>[];
}>;

// What the data source for Prometheus reads of an annotation, which the types leave to it.
interface Annotation extends Json<dashboard.AnnotationQuery> {
	expr?: string;
	step?: string;
	useValueForTime?: boolean;
	titleFormat?: string;
	textFormat?: string;
	tagKeys?: string;
}

export type Dashboard = Replace<Json<dashboard.Dashboard>, {
	annotations: { list: Annotation[] };
	panels: (
		| Replace<Json<dashboard.RowPanel>, { type: 'row' }>
		| Panel<'stat', stat.Options, never>
		| Panel<'table', table.Options, common.TableFieldOptions>
		| Panel<'timeseries', timeseries.Options, timeseries.FieldConfig>
	)[];
}>;
