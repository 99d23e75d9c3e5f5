package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/credence-graph/credence/internal/evidence"
)

const (
	typeJSON     = "application/json"
	typeResponse = "application/graphql-response+json"
)

// post answers POST as "GraphQL over HTTP" has it. It differs from gqlgen's own transport in that it never repeats a
// body in an error, and that what fails before execution has a status of its own where the client accepts
// application/graphql-response+json.
type post struct{}

// Do answers one request.
func (p post) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	accepted := acceptedType(r.Header.Values("Accept"))
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if status, message := refusal(r, accepted); status != 0 {
		if status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", http.MethodPost)
		}
		p.fail(w, r, exec, typeJSON, status, evidence.Invalidf("", "%s", message))
		return
	}
	params, err := readParams(r)
	if err != nil {
		status := http.StatusBadRequest
		if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
			status = http.StatusRequestEntityTooLarge
		}
		p.fail(w, r, exec, accepted, status, err)
		return
	}
	op, errs := exec.CreateOperationContext(r.Context(), params)
	if len(errs) > 0 {
		status := http.StatusOK
		if accepted == typeResponse {
			status = http.StatusBadRequest
		}
		write(w, accepted, status, exec.DispatchError(graphql.WithOperationContext(r.Context(), op), errs))
		return
	}
	respond, ctx := exec.DispatchOperation(r.Context(), op)
	response := respond(ctx)
	if response == nil {
		p.fail(w, r, exec, accepted, http.StatusGatewayTimeout, ctx.Err())
		return
	}
	write(w, accepted, http.StatusOK, response)
}

func (post) fail(
	w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor, accepted string, status int, err error,
) {
	write(w, accepted, status, exec.DispatchError(r.Context(), gqlerror.List{gqlerror.Wrap(err)}))
}

// refusal says why a request cannot be answered whatever it asks; status 0 = it can.
func refusal(r *http.Request, accepted string) (status int, message string) {
	if r.Method != http.MethodPost {
		return http.StatusMethodNotAllowed, "the method is " + strconv.Quote(r.Method) + "; expected POST"
	}
	if sent, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || sent != typeJSON ||
		(parameters["charset"] != "" && !strings.EqualFold(parameters["charset"], "utf-8")) {
		return http.StatusUnsupportedMediaType, "expected Content-Type: " + typeJSON + ", in UTF-8"
	}
	if accepted == "" {
		return http.StatusNotAcceptable, "expected to be allowed to answer with " + typeJSON + " or " + typeResponse
	}
	return 0, ""
}

// acceptedType returns the type to answer with, "" if the client accepts neither: the first one of ours that it
// names, and plain JSON if it takes anything.
func acceptedType(headers []string) string {
	accept := strings.Join(headers, ",")
	if strings.TrimSpace(accept) == "" {
		return typeJSON
	}
	for _, part := range strings.Split(accept, ",") {
		name, parameters, err := mime.ParseMediaType(strings.TrimSpace(part))
		if q, _ := strconv.ParseFloat(parameters["q"], 64); err != nil || (parameters["q"] != "" && q == 0) {
			continue
		}
		switch name {
		case typeJSON, "application/*", "*/*":
			return typeJSON
		case typeResponse:
			return typeResponse
		}
	}
	return ""
}

// readParams reads the body: {"query", "variables", "operationName", "extensions"}, the first mandatory.
func readParams(r *http.Request) (*graphql.RawParams, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, &evidence.Error{Code: evidence.CodeInvalid, Message: "the body could not be read", Err: err}
	}
	params := &graphql.RawParams{Headers: r.Header}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if err := decoder.Decode(params); err != nil {
		return nil, &evidence.Error{Code: evidence.CodeInvalid,
			Message: "the body is not a GraphQL request" + place(err), Err: err}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, evidence.Invalidf("", "something follows the GraphQL request in the body")
	}
	if strings.TrimSpace(params.Query) == "" {
		return nil, evidence.Invalidf("query", "missing; expected a GraphQL document")
	}
	return params, nil
}

// place says where JSON is wrong, without repeating it.
func place(err error) string {
	var wrongType *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &wrongType):
		return ": " + strconv.Quote(wrongType.Field) + " is of the wrong type, " + wrongType.Value
	case errors.As(err, &syntax):
		return ": no JSON at byte " + strconv.FormatInt(syntax.Offset, 10)
	}
	return ""
}

// answer is a response without a data entry if nothing was executed.
type answer struct {
	Errors     gqlerror.List   `json:"errors,omitempty"`
	Data       json.RawMessage `json:"data,omitempty"`
	Extensions map[string]any  `json:"extensions,omitempty"`
}

func write(w http.ResponseWriter, contentType string, status int, response *graphql.Response) {
	body, err := json.Marshal(answer{Errors: response.Errors, Data: response.Data, Extensions: response.Extensions})
	if err != nil { // the data is JSON that gqlgen wrote, so this cannot be
		status, body = http.StatusInternalServerError, []byte(`{"errors":[{"message":"Credence failed on `+
			`this","extensions":{"code":"INTERNAL"}}]}`)
	}
	w.Header().Set("Content-Type", contentType+"; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(body) // the client may be gone
}
