// Package server puts a GraphQL handler on HTTP: what a request must be to get to it, how long it may take and how
// large it may be, what is logged of it, whether the server lives and is ready, and how it stops without dropping
// anyone.
//
// A request passes, in this order: its id, the log, the recovery from panics, the security headers, the check of the
// Host, the route; and on /graphql: method, origin, media type, the limit of concurrent requests, body and deadline.
// Whatever is refused is answered in the shape of a GraphQL error, with a code for programs and a sentence for
// people.
//
// There is no authentication yet, so the server serves loopback only and refuses every other address.
package server
