package request

import "context"

type inProcessKey struct{}

// InProcess marks the context of a request that comes from this very program, for which limits do not hold.
func InProcess(ctx context.Context) context.Context {
	return context.WithValue(ctx, inProcessKey{}, true)
}

// IsInProcess reports whether the request comes from this very program.
func IsInProcess(ctx context.Context) bool { return ctx.Value(inProcessKey{}) != nil }
