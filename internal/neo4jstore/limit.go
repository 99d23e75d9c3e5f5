package neo4jstore

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// The settings that say how long Neo4j may work on a request. An error of a limit names its setting.
const (
	readSetting    = "neo4j.readTimeout"
	startSetting   = "neo4j.startTimeout"
	scanSetting    = "neo4j.scanTimeout"
	writeSetting   = "neo4j.writeTimeout"
	migrateSetting = "neo4j.migrateTimeout"
)

// limit is how long Neo4j may work on one request, and the setting that says so; "" = the request's own deadline.
type limit struct {
	within  time.Duration
	setting string
}

func (l limit) orLonger(other limit) limit {
	if other.within > l.within {
		return other
	}
	return l
}

// exceeded says what to do about a limit that was reached.
func (l limit) exceeded() string {
	return fmt.Sprintf("Neo4j did not finish within %s, the limit that %s sets; "+
		"raise it, or try again when the machine is less busy", plain(l.within), l.setting)
}

// plain writes a duration as one would write a setting: "2m" rather than "2m0s".
func plain(d time.Duration) string {
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

// within returns a context that holds a limit, or the time that the context has left where that is less. That time is
// of the limit that the context holds already, if it holds one.
func within(ctx context.Context, l limit) (context.Context, limit) {
	if deadline, ok := ctx.Deadline(); ok {
		if left := max(time.Until(deadline), time.Millisecond); left < l.within {
			if _, nested := limitOf(ctx); nested {
				return ctx, limit{within: left}
			}
			l = limit{within: left}
		}
	}
	return context.WithValue(ctx, limited{}, l), l
}

// limitOf returns the limit that a context holds.
func limitOf(ctx context.Context) (limit, bool) {
	l, ok := ctx.Value(limited{}).(limit)
	return l, ok && l.setting != ""
}
