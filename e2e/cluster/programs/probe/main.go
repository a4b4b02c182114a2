// Command probe is what the cluster's own check runs in Pods, where there is no shell.
//
//	probe serve PORT    answers each request with its host's name
//	probe get URL       prints what a GET answers within three seconds
//	probe write FILE    writes into a file, and prints it
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: probe serve PORT | get URL | write FILE"))
	}
	var err error
	switch os.Args[1] {
	case "serve":
		err = serve(os.Args[2])
	case "get":
		err = get(os.Args[2])
	case "write":
		err = write(os.Args[2])
	default:
		err = fmt.Errorf("probe can't %s", os.Args[1])
	}
	if err != nil {
		fail(err)
	}
}

func serve(port string) error {
	host, err := os.Hostname()
	if err != nil {
		return err
	}
	return http.ListenAndServe(":"+port, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, host)
	}))
}

func get(url string) error {
	client := http.Client{Timeout: 3 * time.Second}
	response, err := client.Get(url)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if _, err = io.Copy(os.Stdout, response.Body); err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", url, response.Status)
	}
	return nil
}

func write(file string) error {
	if err := os.WriteFile(file, []byte("written\n"), 0o600); err != nil {
		return err
	}
	fmt.Println("written")
	return nil
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
