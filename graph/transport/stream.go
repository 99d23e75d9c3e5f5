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

	"github.com/credence-graph/credence/internal/evidence"
)

const (
	typeEvents = "text/event-stream"
	// keepAlive is how often a sign of life is sent if there is nothing to tell, so that nobody between takes the
	// connection for dead.
	keepAlive = 15 * time.Second
	// initTime is how long a WebSocket has to say what protocol it speaks.
	initTime = 10 * time.Second
	// takeTime is how long a client has to take what is sent to it.
	takeTime = 10 * time.Second
)

// Streams reports whether a request asks for events, over a WebSocket or as Server-Sent Events: its answer has no end
// of its own.
func Streams(r *http.Request) bool { return isWebSocket(r) || wantsEvents(r) }

func isWebSocket(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.EqualFold(r.Header.Get("Upgrade"), "websocket")
}

func wantsEvents(r *http.Request) bool {
	if r.Method != http.MethodPost {
		return false
	}
	for _, accepted := range r.Header.Values("Accept") {
		if strings.Contains(accepted, typeEvents) {
			return true
		}
	}
	return false
}

// only is an executor for operations of one sort: what streams answers no queries, since limits of time and number do
// not hold there, and a plain answer has no place for events.
type only struct {
	*executor.Executor
	subscriptions bool
}

// CreateOperationContext refuses operations of the other sort. gqlgen's WebSocket sends a refusal as it is, and not
// as it is presented elsewhere, unless it is marked as one of validation.
func (o only) CreateOperationContext(
	ctx context.Context, params *graphql.RawParams,
) (*graphql.OperationContext, gqlerror.List) {
	op, errs := o.Executor.CreateOperationContext(ctx, params)
	if len(errs) == 0 && (op.Operation.Operation == ast.Subscription) != o.subscriptions {
		errs = gqlerror.List{o.refusal()}
	}
	for _, err := range errs {
		if err.Extensions["code"] == nil {
			errcode.Set(err, errcode.ValidationFailed)
		}
	}
	return op, errs
}

func (o only) refusal() *gqlerror.Error {
	message := "a subscription is answered over WebSocket (graphql-transport-ws) or with Accept: " + typeEvents
	if o.subscriptions {
		message = "only subscriptions are answered here; send queries and mutations by POST, with Accept: " + typeJSON
	}
	return gqlerror.Wrap(evidence.Invalidf("", "%s", message))
}

// webSocket speaks graphql-transport-ws.
func webSocket(maxMessage int64) transport.Websocket {
	return transport.Websocket{InitTimeout: initTime, PingPongInterval: keepAlive, PayloadReadLimit: &maxMessage}
}

// events answers a subscription with Server-Sent Events, as the protocol "GraphQL over Server-Sent Events" has it in
// its distinct connections mode.
type events struct{ post }

// Do answers one request.
func (e events) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	params, err := readParams(r)
	if err != nil {
		e.fail(w, r, exec, typeJSON, http.StatusBadRequest, err)
		return
	}
	op, errs := exec.CreateOperationContext(r.Context(), params)
	if len(errs) > 0 {
		write(w, typeJSON, http.StatusBadRequest,
			exec.DispatchError(graphql.WithOperationContext(r.Context(), op), errs))
		return
	}
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	respond, ctx := exec.DispatchOperation(ctx, op)
	w.Header().Set("Content-Type", typeEvents)
	w.Header().Set("X-Accel-Buffering", "no") // proxies that gather answers would keep the events
	out := eventWriter{w, http.NewResponseController(w)}
	if out.send(":\n\n") != nil {
		return
	}
	e.relay(ctx, cancel, out, respond)
}

// relay sends what comes, and signs of life meanwhile.
func (events) relay(ctx context.Context, cancel context.CancelFunc, out eventWriter, respond graphql.ResponseHandler) {
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
				_ = out.send("event: complete\ndata:\n\n") // the client is gone
				return
			}
			text, err := json.Marshal(response)
			if err != nil || out.send(fmt.Sprintf("event: next\ndata: %s\n\n", text)) != nil {
				return
			}
		case <-ticker.C:
			if out.send(":\n\n") != nil {
				return
			}
		}
	}
}

// eventWriter sends pieces, each of which the client has some time to take.
type eventWriter struct {
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
