package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/credence-graph/credence/internal/evidence"
)

// answer answers a POST, and a GET that asks, as "GraphQL over HTTP" has it. What the document asks for and what the
// client accepts decide together how: queries and mutations are answered with JSON, subscriptions with events. It
// differs from gqlgen's own transports in that it never repeats a body in an error, and that what fails before
// execution has a status of its own where the client accepts application/graphql-response+json.
func (s *Server) answer(w http.ResponseWriter, r *http.Request) {
	accepted := acceptableTo(r.Header.Values("Accept"))
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if status, message := refusal(r, accepted); status != 0 {
		s.refuse(w, r, typeJSON, status, message)
		return
	}
	params, err := readParams(r)
	if err != nil {
		status := http.StatusBadRequest
		if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
			status = http.StatusRequestEntityTooLarge
		}
		s.fail(w, r, accepted.errorType(), status, err)
		return
	}
	op, errs := s.remote.CreateOperationContext(r.Context(), params)
	if len(errs) > 0 {
		write(w, accepted.errorType(), accepted.errorStatus(),
			s.remote.DispatchError(graphql.WithOperationContext(r.Context(), op), errs))
		return
	}
	if status, message := misplaced(r, op.Operation.Operation, accepted); status != 0 {
		s.refuse(w, r, accepted.errorType(), status, message)
		return
	}
	if op.Operation.Operation == ast.Subscription {
		s.stream(w, r, op, accepted.stream)
		return
	}
	respond, ctx := s.remote.DispatchOperation(r.Context(), op)
	response := respond(ctx)
	if response == nil {
		s.fail(w, r, accepted.json, http.StatusGatewayTimeout, ctx.Err())
		return
	}
	write(w, accepted.json, http.StatusOK, response)
}

// errorType is the type of an answer without data: JSON also to those who accept events only.
func (a acceptable) errorType() string {
	if a.json == "" {
		return typeJSON
	}
	return a.json
}

// errorStatus is the status of a document that is not executed. Whoever prefers plain JSON gets 200, because older
// clients look at the body of such an answer only.
func (a acceptable) errorStatus() int {
	if a.json == typeJSON {
		return http.StatusOK
	}
	return http.StatusBadRequest
}

// refuse answers with what is wrong with a request.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, accepted string, status int, message string) {
	if status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", allowed(r.Method))
	}
	s.fail(w, r, accepted, status, evidence.Invalidf("", "%s", message))
}

// allowed returns the methods that are allowed where this one is not: all that there are, and POST if a GET asks for
// what needs a POST.
func allowed(method string) string {
	if method == http.MethodGet {
		return http.MethodPost
	}
	return http.MethodGet + ", " + http.MethodPost
}

func (s *Server) fail(w http.ResponseWriter, r *http.Request, accepted string, status int, err error) {
	write(w, accepted, status, s.remote.DispatchError(r.Context(), gqlerror.List{gqlerror.Wrap(err)}))
}

// refusal says why a request cannot be answered whatever it asks; status 0 = it can.
func refusal(r *http.Request, accepted acceptable) (status int, message string) {
	if r.Method != http.MethodPost && r.Method != http.MethodGet {
		return http.StatusMethodNotAllowed, "the method is " + strconv.Quote(r.Method) + "; expected POST, or GET for a query"
	}
	if r.Method == http.MethodPost && !sendsJSON(r) {
		return http.StatusUnsupportedMediaType, "expected Content-Type: " + typeJSON + ", in UTF-8"
	}
	if accepted == (acceptable{}) {
		return http.StatusNotAcceptable, "expected to be allowed to answer with " + typeJSON + " or " + typeResponse +
			", or a subscription with " + typeEvents + "; name one of them in the header Accept"
	}
	return 0, ""
}

func sendsJSON(r *http.Request) bool {
	sent, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := parameters["charset"]
	return err == nil && sent == typeJSON && (charset == "" || strings.EqualFold(charset, "utf-8"))
}

// misplaced says why an operation cannot be answered to this request; status 0 = it can.
func misplaced(r *http.Request, operation ast.Operation, accepted acceptable) (status int, message string) {
	switch {
	case r.Method == http.MethodGet && operation != ast.Query:
		return http.StatusMethodNotAllowed, "a GET answers queries only; send a " + string(operation) + " by POST"
	case operation == ast.Subscription && accepted.stream == nil:
		return http.StatusNotAcceptable, "a subscription is answered with events only: send Accept: " + typeEvents +
			", or use a WebSocket (graphql-transport-ws)"
	case operation != ast.Subscription && accepted.json == "":
		return http.StatusNotAcceptable, "only subscriptions are answered with " + typeEvents + "; for a " +
			string(operation) + " send Accept: " + typeJSON
	}
	return 0, ""
}

// readParams reads a request: {"query", "variables", "operationName", "extensions"}, the first mandatory, from the body
// of a POST or the address of a GET.
func readParams(r *http.Request) (*graphql.RawParams, error) {
	params := &graphql.RawParams{Headers: r.Header}
	var err error
	if r.Method == http.MethodGet {
		err = readAddress(r.URL.Query(), params)
	} else {
		err = readBody(r.Body, params)
	}
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(params.Query) == "" {
		return nil, evidence.Invalidf("query", "missing; expected a GraphQL document")
	}
	return params, nil
}

func readBody(from io.Reader, params *graphql.RawParams) error {
	body, err := io.ReadAll(from)
	if err != nil {
		return &evidence.Error{Code: evidence.CodeInvalid, Message: "the body could not be read", Err: err}
	}
	return decode(body, params, "the body is not a GraphQL request", "the GraphQL request in the body")
}

func readAddress(values url.Values, params *graphql.RawParams) error {
	params.Query, params.OperationName = values.Get("query"), values.Get("operationName")
	for name, into := range map[string]*map[string]any{"variables": &params.Variables, "extensions": &params.Extensions} {
		if text := values.Get(name); text != "" {
			if err := decode([]byte(text), into, name+" in the address is not a JSON object", name); err != nil {
				return err
			}
		}
	}
	return nil
}

// decode reads one JSON value; complaint and what are for the errors.
func decode(text []byte, into any, complaint, what string) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		return &evidence.Error{Code: evidence.CodeInvalid, Message: complaint + place(err), Err: err}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return evidence.Invalidf("", "something follows %s", what)
	}
	return nil
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

// body is that of a response, without a data entry if nothing was executed.
type body struct {
	Errors     gqlerror.List   `json:"errors,omitempty"`
	Data       json.RawMessage `json:"data,omitempty"`
	Extensions map[string]any  `json:"extensions,omitempty"`
}

func write(w http.ResponseWriter, contentType string, status int, response *graphql.Response) {
	text, err := json.Marshal(body{Errors: response.Errors, Data: response.Data, Extensions: response.Extensions})
	if err != nil { // the data is JSON that gqlgen wrote, so this cannot be
		status, text = http.StatusInternalServerError, []byte(`{"errors":[{"message":"Credence failed on `+
			`this","extensions":{"code":"INTERNAL"}}]}`)
	}
	w.Header().Set("Content-Type", contentType+"; charset=utf-8")
	w.Header().Add("Vary", "Accept")
	w.WriteHeader(status)
	_, _ = w.Write(text) // the client may be gone
}
