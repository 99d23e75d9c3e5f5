package graphtest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Executor answers GraphQL in process; *transport.Server does.
type Executor interface {
	// Execute answers one request.
	Execute(ctx context.Context, query string, variables map[string]any, operation string) (json.RawMessage,
		gqlerror.List)
	// Subscribe answers a subscription, event by event, until ctx ends or emit returns an error.
	Subscribe(ctx context.Context, query string, variables map[string]any, emit func(json.RawMessage) error) error
}

// eventsLine begins a golden subscription: how many events are taken of it.
const eventsLine = "# events: "

// tolerance is how far a number may be from the golden one.
const tolerance = 1e-6

// Golden runs every file DIR/<type>/<field>/<name>.graphql and compares the response with
// <name>.golden.json in the same folder.
// A subscription begins with the line "# events: N": its golden file is the list of the first N events.
// With update the golden files are written instead: read them against the fixture before they are kept.
func Golden(t *testing.T, dir string, server Executor, update bool) {
	t.Helper()
	for _, file := range Queries(t, dir) {
		name, _ := filepath.Rel(dir, strings.TrimSuffix(file, ".graphql"))
		t.Run(filepath.ToSlash(name), func(t *testing.T) {
			query, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(file, ".graphql") + ".golden.json"
			if strings.HasPrefix(string(query), eventsLine) {
				check(t, golden, response(t, events(t, server, string(query)), nil), update)
				return
			}
			data, errs := server.Execute(t.Context(), string(query), nil, "")
			check(t, golden, response(t, data, errs), update)
		})
	}
}

// events takes the first events of a subscription and returns them as a list.
func events(t *testing.T, server Executor, query string) json.RawMessage {
	t.Helper()
	first, _, _ := strings.Cut(query, "\n")
	wanted, err := strconv.Atoi(strings.TrimPrefix(first, eventsLine))
	if err != nil || wanted < 1 {
		t.Fatalf("%q: expected the number of events, 1 or more", first)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var list []json.RawMessage
	enough := errors.New("enough")
	err = server.Subscribe(ctx, query, nil, func(event json.RawMessage) error {
		list = append(list, bytes.Clone(event))
		if len(list) == wanted {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) {
		t.Fatalf("the subscription ended after %d events: %v", len(list), err)
	}
	text, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Queries returns the golden queries below a folder.
func Queries(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".graphql") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatalf("no query below %s", dir)
	}
	return files
}

func response(t *testing.T, data json.RawMessage, errs gqlerror.List) []byte {
	t.Helper()
	slices.SortStableFunc(errs, func(a, b *gqlerror.Error) int { // fields are resolved at the same time
		return strings.Compare(a.Path.String()+a.Message, b.Path.String()+b.Message)
	})
	text, err := json.Marshal(struct {
		Errors gqlerror.List   `json:"errors,omitempty"`
		Data   json.RawMessage `json:"data"`
	}{errs, data})
	if err != nil {
		t.Fatal(err)
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, text, "", "  "); err != nil {
		t.Fatal(err)
	}
	indented.WriteByte('\n')
	return indented.Bytes()
}

func check(t *testing.T, file string, got []byte, update bool) {
	t.Helper()
	if update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("no golden answer %s; the answer is\n%s", file, got)
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(decode(t, want), decode(t, got), cmpopts.EquateApprox(0, tolerance)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func decode(t *testing.T, text []byte) any {
	t.Helper()
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	return value
}
