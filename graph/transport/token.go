package transport

import (
	"github.com/99designs/gqlgen/graphql"

	"github.com/credence-graph/credence/internal/evidence"
)

// tokenHeader is the header of a request with a consistency token; tokenExtension is the same among its extensions,
// which goes before.
const (
	tokenHeader    = "Credence-After"
	tokenExtension = "after"
)

// tokenOf returns the version that a request asks for at least, the zero Version if it asks for none.
func tokenOf(op *graphql.OperationContext) (evidence.Version, error) {
	token := op.Headers.Get(tokenHeader)
	if sent, found := op.Extensions[tokenExtension]; found && sent != nil {
		text, ok := sent.(string)
		if !ok || text == "" {
			return evidence.Version{}, evidence.Invalidf(tokenExtension, "is not a text; expected the token of a write")
		}
		token = text
	}
	if token == "" {
		return evidence.Version{}, nil
	}
	return evidence.ParseToken(token)
}
