// Package faults turns what the driver and Neo4j say of a failure into errors of the domain, and holds the limits of
// time that such errors name.
package faults

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// The settings that say how long Neo4j may work on a request. An error of a limit names its setting.
const (
	ReadSetting    = "neo4j.readTimeout"
	StartSetting   = "neo4j.startTimeout"
	ScanSetting    = "neo4j.scanTimeout"
	WriteSetting   = "neo4j.writeTimeout"
	MigrateSetting = "neo4j.migrateTimeout"
)

// Limit is how long Neo4j may work on one request, and the setting that says so; "" = the request's own deadline.
type Limit struct {
	Within  time.Duration
	Setting string
}

// OrLonger returns the longer of two limits.
func (l Limit) OrLonger(other Limit) Limit {
	if other.Within > l.Within {
		return other
	}
	return l
}

// exceeded says what to do about a limit that was reached.
func (l Limit) exceeded() string {
	return fmt.Sprintf("Neo4j did not finish within %s, the limit that %s sets; "+
		"raise it, or try again when the machine is less busy", Plain(l.Within), l.Setting)
}

// Plain writes a duration as one would write a setting: "2m" rather than "2m0s".
func Plain(d time.Duration) string {
	text := d.Round(time.Millisecond).String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// limited is the key of the limit that is in force for a request.
type limited struct{}

// Within returns a context that holds a limit, or the time that the context has left where that is less. That time is
// of the limit that the context holds already, if it holds one.
func Within(ctx context.Context, l Limit) (context.Context, Limit) {
	if deadline, ok := ctx.Deadline(); ok {
		if left := max(time.Until(deadline), time.Millisecond); left < l.Within {
			if _, nested := limitOf(ctx); nested {
				return ctx, Limit{Within: left}
			}
			l = Limit{Within: left}
		}
	}
	return context.WithValue(ctx, limited{}, l), l
}

// limitOf returns the limit that a context holds.
func limitOf(ctx context.Context) (Limit, bool) {
	l, ok := ctx.Value(limited{}).(Limit)
	return l, ok && l.Setting != ""
}
