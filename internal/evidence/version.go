package evidence

import (
	"context"
	"encoding/base64"
	"strings"
)

// Token returns the version as an opaque text for clients: they send it back to read what they have written, see
// [AtLeast].
func (v Version) Token() string { return base64.RawURLEncoding.EncodeToString([]byte(v.String())) }

// ParseToken reads what [Version.Token] made. The error has code [CodeInvalid].
func ParseToken(text string) (Version, error) {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	epoch, bookmark, found := strings.Cut(string(raw), "/")
	if err != nil || !found || epoch == "" || bookmark == "" {
		return Version{}, Invalidf("after", "is not a consistency token; expected the token of a write, as it was given")
	}
	return Version{Epoch: epoch, Bookmark: bookmark}, nil
}

type leastKey struct{}

// AtLeast returns a context whose reads and writes see the graph as of a version or later, whichever replica of the
// graph they reach: so a client reads what it has written itself. A store waits for the version, as long as the
// context and its own limits allow, and else fails with [CodeTimeout]. A version that is of another graph, or none, is
// [CodeInvalid].
func AtLeast(ctx context.Context, v Version) context.Context {
	return context.WithValue(ctx, leastKey{}, v)
}

// Least returns the version that [AtLeast] has put into the context; the zero Version where it has put none.
func Least(ctx context.Context) Version {
	v, _ := ctx.Value(leastKey{}).(Version)
	return v
}

// ParseVersion reads what [Version.String] made. The error has code [CodeInvalid] at the field that holds it.
func ParseVersion(field, text string) (Version, error) {
	epoch, bookmark, found := strings.Cut(text, "/")
	if !found || epoch == "" || bookmark == "" {
		return Version{}, Invalidf(field,
			"%q is not a version; expected epoch/bookmark, as answers and writes give it", text)
	}
	return Version{Epoch: epoch, Bookmark: bookmark}, nil
}

type onlyKey struct{}

// OnlyAt returns a context whose writes are done only if nobody has written since a version, which each write decides
// when no other can be committed any more. Else it is [CodeConflict], see [Moved], and nothing is written. The zero
// Version asks for nothing.
func OnlyAt(ctx context.Context, v Version) context.Context {
	return context.WithValue(ctx, onlyKey{}, v)
}

// Only returns the version that [OnlyAt] has put into the context; the zero Version where it has put none.
func Only(ctx context.Context) Version {
	v, _ := ctx.Value(onlyKey{}).(Version)
	return v
}

// IfVersion names what a writer expects the graph to be at, as a field of errors.
const IfVersion = "ifVersion"

// Moved is the error of a write that the context allows at one version only, at another one; nil if it is at that
// version, or the context asks for none.
func Moved(ctx context.Context, now Version) error {
	only := Only(ctx)
	if only == (Version{}) || only == now {
		return nil
	}
	return Conflictf(IfVersion, "the graph is no longer at version %s: it is at %s; read again what the change rests on, "+
		"and send the change with the version of that answer", only, now)
}

// ForeignToken is the error of a version that is of another graph than the one that is asked, or of none.
func ForeignToken(cause error) error {
	return &Error{Code: CodeInvalid, Field: "after", Err: cause,
		Message: "the consistency token is of another graph, or of this one before it was restored; leave it out, or use one of this graph's"}
}
