package app_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// told is an event of convergenceChanged, in short.
type told struct {
	claim         string
	before, after int // sources that support it; before -1 = none
	at            time.Time
}

// follow subscribes to claims of a server and returns what comes.
func follow(t *testing.T, base, where string) <-chan told {
	t.Helper()
	query := `subscription { convergenceChanged(where: ` + where + `) { diff { before { supporting { sourceCount } } ` +
		`after { claim { id } supporting { sourceCount } } } } }`
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, base+"/graphql",
		strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "text/event-stream")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(response.Body)
		t.Fatalf("subscribing: %d %s", response.StatusCode, text)
	}
	events := make(chan told, 100)
	go func() {
		defer close(events)
		defer func() { _ = response.Body.Close() }()
		for lines := bufio.NewScanner(response.Body); lines.Scan(); {
			if data, is := strings.CutPrefix(lines.Text(), "data: "); is {
				events <- readEvent(data)
			}
		}
	}()
	return events
}

func readEvent(data string) told {
	type answer struct{ Supporting struct{ SourceCount int } }
	var event struct {
		Data struct {
			ConvergenceChanged struct {
				Diff struct {
					Before *answer
					After  struct {
						answer
						Claim struct{ ID string }
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(data), &event); err != nil {
		return told{claim: err.Error()}
	}
	d := event.Data.ConvergenceChanged.Diff
	e := told{claim: d.After.Claim.ID, before: -1, after: d.After.Supporting.SourceCount, at: time.Now()}
	if d.Before != nil {
		e.before = d.Before.Supporting.SourceCount
	}
	return e
}

// expect takes so many events, which must be those wanted in any order, and returns when the last of them came.
func expect(t *testing.T, events <-chan told, want ...told) time.Time {
	t.Helper()
	left, last := map[told]bool{}, time.Time{}
	for _, w := range want {
		left[w] = true
	}
	for len(left) > 0 {
		select {
		case e, open := <-events:
			last, e.at = e.at, time.Time{}
			if !open || !left[e] {
				t.Fatalf("told of %+v (open %v); expected %+v", e, open, left)
			}
			delete(left, e)
		case <-time.After(30 * time.Second):
			t.Fatalf("nothing came within 30 s; expected %+v", left)
		}
	}
	return last
}

// TestServe_Live retracts what claims rest on and expects a subscriber to be told of each, within a second: once
// through the server, and once by a command of another process, which the server notices by the graph's version. A
// machine that runs other tests beside may add its slack.
func TestServe_Live(t *testing.T) {
	dir, dataDir := t.TempDir(), neo.Lend(t).DataDir
	var lines strings.Builder
	want := make([]told, 20)
	for n := range want {
		fmt.Fprintf(&lines, `{"type":"claim","id":"c%02d","text":"Claim %d.","tags":["board"]}`+"\n", n, n)
		fmt.Fprintf(&lines, `{"type":"statement","source":"paper","claim":"c%02d","stance":"SUPPORTS"}`+"\n", n)
		fmt.Fprintf(&lines, `{"type":"source","id":"own%02d","kind":"DOCUMENT","title":"Own %d"}`+"\n", n, n)
		fmt.Fprintf(&lines, `{"type":"statement","source":"own%02d","claim":"c%02d","stance":"SUPPORTS"}`+"\n", n, n)
		want[n] = told{fmt.Sprintf("claim:c%02d", n), -1, 2, time.Time{}}
	}
	lines.WriteString(`{"type":"source","id":"paper","title":"Paper"}` + "\n" +
		`{"type":"source","id":"wire","kind":"DOCUMENT","title":"Wire"}` + "\n")
	lines.WriteString(`{"type":"derivation","from":"paper","to":"wire","kind":"CITES"}` + "\n")
	file := filepath.Join(dir, "board.jsonl")
	if err := os.WriteFile(file, []byte(lines.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := start(t, dataDir, "import", file); r.awaitEnd(t, 3*time.Minute) != 0 {
		t.Fatalf("import: %s", r.err)
	}
	r := start(t, dataDir, "serve", "--server-address", "127.0.0.1:0")
	base := r.err.await(t, `Serving GraphQL at (http://[^/]+)/graphql`, time.Minute)[1]
	events := follow(t, base, `{tag: "board"}`)
	expect(t, events, want...)

	link := idOf(t, base, `{ source(id: "paper") { upstream { edges { node { id } } } } }`)
	for n := range want {
		want[n].before = 2 // the paper still says so; what changes is what it rests on
	}
	// Twice before it counts: Neo4j plans the statements of a write when it first meets them.
	for _, mutation := range []string{"retract", "unretract"} {
		write(t, base, `mutation { `+mutation+`(ids: ["`+link+`"], by: {collector: "test", reason: `+
			`"rehearsal"}) { userErrors { message } } }`)
		expect(t, events, want...)
	}
	began := time.Now()
	write(t, base, `mutation { retract(ids: ["`+link+`"], by: {collector: "test", reason: "wrong"}) { `+
		`userErrors { message } } }`)
	took := expect(t, events, want...).Sub(began)
	t.Logf("retracted through the server: the last of %d claims was told after %v", len(want), took)
	if took > time.Second+slack {
		t.Errorf("told after %v, want 1 s at most", took)
	}

	statement := idOf(t, base, `{ claim(id: "c07") { statements(first: 1) { edges { node { id } } } } }`)
	other := start(t, dataDir, "retract", statement, "--reason", "wrong")
	if code := other.awaitEnd(t, time.Minute); code != 0 {
		t.Fatalf("retract: %s", other.err)
	}
	ended := time.Now()
	took = expect(t, events, told{"claim:c07", 2, 1, time.Time{}}).Sub(ended)
	t.Logf("retracted by another process: told %v after it had ended", took)
	if took > time.Second+slack {
		t.Errorf("told %v after the process had ended, want 1 s at most", took)
	}
	if err := r.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if _, open := <-events; open {
		t.Error("told of something while the server stops")
	}
	if code := r.awaitEnd(t, 30*time.Second); code != 0 && code != 130 {
		t.Errorf("ended with %d:\n%s", code, r.err)
	}
}

// send sends a request and returns the answer's body.
func send(t *testing.T, base, query string) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/graphql", strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil || strings.Contains(string(text), `"errors"`) {
		t.Fatalf("%s: %s, %v", query, text, err)
	}
	return string(text)
}

// write sends a mutation, which must be accepted.
func write(t *testing.T, base, mutation string) {
	t.Helper()
	if text := send(t, base, mutation); !strings.Contains(text, `"userErrors":[]`) {
		t.Fatalf("%s: %s", mutation, text)
	}
}

// idOf returns the first id that an answer holds.
func idOf(t *testing.T, base, query string) string {
	t.Helper()
	text := send(t, base, query)
	_, rest, _ := strings.Cut(text, `"id":"`)
	id, _, found := strings.Cut(rest, `"`)
	if !found {
		t.Fatalf("%s: no id in %s", query, text)
	}
	return id
}
