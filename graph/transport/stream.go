package transport

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/credence-graph/credence/internal/evidence"
)

const (
	// keepAlive is how often a sign of life is sent if there is nothing to tell, so that nobody between takes the
	// connection for dead.
	keepAlive = 15 * time.Second
	// initTime is how long a WebSocket has to say what protocol it speaks.
	initTime = 10 * time.Second
	// takeTime is how long a client has to take what is sent to it.
	takeTime = 10 * time.Second
)

// Streams reports whether the answer to a request is a stream, which has no end of its own: the client asks for a
// WebSocket, or takes events and asks for a subscription. It reads the body, which the caller has to put back.
func (s *Server) Streams(r *http.Request) bool {
	if isWebSocket(r) {
		return true
	}
	if r.Method != http.MethodPost || acceptableTo(r.Header.Values("Accept")).stream == nil {
		return false
	}
	params, err := readParams(r)
	if err != nil || !strings.Contains(params.Query, string(ast.Subscription)) {
		return false // most requests are told from subscriptions without being parsed
	}
	document, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: params.Query}, s.limits.Tokens)
	if err != nil {
		return false
	}
	op := document.Operations.ForName(params.OperationName)
	return op != nil && op.Operation == ast.Subscription
}

func isWebSocket(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.EqualFold(r.Header.Get("Upgrade"), "websocket")
}

// onlySubscriptions is an executor for subscriptions only: limits of time and number do not hold on a WebSocket, so
// queries and mutations are not answered there.
type onlySubscriptions struct{ *executor.Executor }

// CreateOperationContext refuses other operations. gqlgen's WebSocket sends a refusal as it is, and not as it is
// presented elsewhere, unless it is marked as one of validation.
func (o onlySubscriptions) CreateOperationContext(
	ctx context.Context, params *graphql.RawParams,
) (*graphql.OperationContext, gqlerror.List) {
	op, errs := o.Executor.CreateOperationContext(ctx, params)
	if len(errs) == 0 && op.Operation.Operation != ast.Subscription {
		errs = gqlerror.List{gqlerror.Wrap(evidence.Invalidf("", "only subscriptions are answered over a WebSocket; "+
			"send queries and mutations by POST, with Accept: %s", typeJSON))}
	}
	for _, err := range errs {
		if err.Extensions["code"] == nil {
			errcode.Set(err, errcode.ValidationFailed)
		}
	}
	return op, errs
}

// webSocket speaks graphql-transport-ws.
func webSocket(maxMessage int64) transport.Websocket {
	return transport.Websocket{InitTimeout: initTime, PingPongInterval: keepAlive, PayloadReadLimit: &maxMessage}
}

// framing is how the events of a subscription are written into one answer.
type framing struct {
	mediaType string
	begin     string
	event     string // with %s in place of the response
	alive     string // what says that there is nothing to tell
	end       string
}

var (
	// serverSentEvents is the protocol "GraphQL over Server-Sent Events" in its distinct connections mode.
	serverSentEvents = framing{mediaType: typeEvents, begin: ":\n\n", event: "event: next\ndata: %s\n\n", alive: ":\n\n",
		end: "event: complete\ndata:\n\n"}
	// parts is Apollo's "Multipart HTTP protocol for GraphQL subscriptions". A part is read when the boundary after it
	// has come, so that is sent with the part.
	parts = framing{
		mediaType: typeParts + `;boundary="graphql";subscriptionSpec="` + partsSpec + `"`,
		begin:     "\r\n--graphql",
		event:     "\r\nContent-Type: application/json\r\n\r\n{\"payload\":%s}\r\n--graphql",
		alive:     "\r\nContent-Type: application/json\r\n\r\n{}\r\n--graphql",
		end:       "--\r\n",
	}
)

// partsSpec is the version of Apollo's protocol that is spoken.
const partsSpec = "1.0"

// stream answers a subscription with events as they happen.
func (s *Server) stream(w http.ResponseWriter, r *http.Request, op *graphql.OperationContext, as *framing) {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	respond, ctx := s.remote.DispatchOperation(ctx, op)
	w.Header().Set("Content-Type", as.mediaType)
	w.Header().Set("X-Accel-Buffering", "no") // proxies that gather answers would keep the events
	out := eventWriter{as, w, http.NewResponseController(w)}
	if out.send(as.begin) != nil {
		return
	}
	relay(ctx, cancel, out, respond)
}

// relay sends what comes, and signs of life meanwhile.
func relay(ctx context.Context, cancel context.CancelFunc, out eventWriter, respond graphql.ResponseHandler) {
	responses := make(chan *graphql.Response)
	go func() {
		defer close(responses)
		for response := respond(ctx); response != nil; response = respond(ctx) {
			copied := *response
			copied.Data = append(json.RawMessage(nil), response.Data...) // the next one is written into the same bytes
			select {
			case responses <- &copied:
			case <-ctx.Done():
				return
			}
		}
	}()
	defer func() {
		cancel()
		for range responses { //nolint:revive // until it has ended
		}
	}()
	ticker := time.NewTicker(keepAlive)
	defer ticker.Stop()
	for {
		select {
		case response, more := <-responses:
			if !more {
				_ = out.send(out.end) // the client is gone
				return
			}
			text, err := json.Marshal(response)
			if err != nil || out.send(fmt.Sprintf(out.event, text)) != nil {
				return
			}
		case <-ticker.C:
			if out.send(out.alive) != nil {
				return
			}
		}
	}
}

// eventWriter sends pieces, each of which the client has some time to take.
type eventWriter struct {
	*framing
	w       http.ResponseWriter
	control *http.ResponseController
}

func (o eventWriter) send(text string) error {
	_ = o.control.SetWriteDeadline(time.Now().Add(takeTime)) // without a network there is none
	if _, err := o.w.Write([]byte(text)); err != nil {
		return err
	}
	return o.control.Flush()
}
