package io.github.dataflowautoscaler.webhook.security;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Verifies tokens, and tells the log once when that becomes impossible and once when it
 * is possible again. While their keys have to be fetched a few tokens wait for it; the
 * others are turned away, so that whoever sends tokens while the server of the keys
 * doesn't answer leaves threads to alerts and to everybody else. With known keys a token
 * takes a place for less than a millisecond.
 */
class TokenDecoder implements JwtDecoder {

	/** A quarter of the container's threads. */
	static final int PLACES = 16;

	private static final Logger logger = LoggerFactory.getLogger(TokenDecoder.class);

	/** Enough for a server that does answer. */
	private static final int SECONDS_FOR_A_PLACE = 1;

	private final Semaphore places = new Semaphore(PLACES, true);

	private final AtomicBoolean failing = new AtomicBoolean();

	private final JwtDecoder decoder;

	private final TokenKeys keys;

	TokenDecoder(JwtDecoder decoder, TokenKeys keys) {
		this.decoder = decoder;
		this.keys = keys;
	}

	/**
	 * Verifies a token.
	 * @param token what the client sent
	 * @return the token
	 * @throws BadJwtException if it is not valid
	 * @throws AuthenticationServiceException if it can't be verified now
	 */
	@Override
	public Jwt decode(String token) {
		if (!takePlace()) {
			// Those that wait will tell why.
			throw new AuthenticationServiceException("Too many tokens wait for their keys");
		}
		try {
			Jwt verified = this.decoder.decode(token);
			// With keys that are known already a token proves nothing.
			if (!this.keys.areAway() && this.failing.compareAndSet(true, false)) {
				logger.info("Tokens are verified again");
			}
			return verified;
		}
		catch (BadJwtException ex) {
			throw ex;
		}
		catch (JwtDecoderInitializationException ex) {
			throw unverified((ex.getCause() != null) ? ex.getCause() : ex);
		}
		catch (JwtException ex) {
			throw unverified(ex);
		}
		finally {
			this.places.release();
		}
	}

	private boolean takePlace() {
		try {
			return this.places.tryAcquire(SECONDS_FOR_A_PLACE, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private AuthenticationServiceException unverified(Throwable why) {
		if (this.failing.compareAndSet(false, true)) {
			logger.error("Tokens can't be verified: {}", why.getMessage());
		}
		return new AuthenticationServiceException("The keys of tokens can't be had", why);
	}

}
