// Package model holds the Go types behind what the schema adds to the domain: connections, filters and orders, which
// are machine-written, and the interfaces and unions, which are written by hand.
package model
