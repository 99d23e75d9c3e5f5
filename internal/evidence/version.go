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

// ForeignToken is the error of a version that is of another graph than the one that is asked, or of none.
func ForeignToken(cause error) error {
	return &Error{Code: CodeInvalid, Field: "after", Err: cause,
		Message: "the consistency token is of another graph, or of this one before it was restored; leave it out, or use one of this graph's"}
}
