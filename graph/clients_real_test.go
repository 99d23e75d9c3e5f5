package graph_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/credence-graph/credence/graph/transport"
)

// TestClients_Real asks a server with urql and Apollo Client themselves, in all of their majors. They are in the folder
// that the environment names, where `make clients` installs them.
func TestClients_Real(t *testing.T) {
	folder := os.Getenv("CREDENCE_CLIENTS")
	if folder == "" {
		t.Skip("CREDENCE_CLIENTS names no folder with the clients; run: make clients")
	}
	s, _ := liveServer(t, transport.Limits{})
	ask := exec.CommandContext(t.Context(), "node", filepath.Join(folder, "ask.mjs"), s.URL, asked, retracting,
		strings.Replace(watching, "subscription", "subscription S", 1))
	ask.Stderr = os.Stderr
	out, err := ask.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	got := map[string]string{}
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		var line struct {
			Client, Kind, Error string
			Data                map[string]json.RawMessage
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatalf("%v: %s", err, lines.Text())
		}
		name := line.Client + " " + line.Kind
		got[name] = line.Error
		if line.Error == "" {
			for _, data := range line.Data {
				got[name] += string(data)
			}
		}
	}
	const (
		label   = `"label":"claim:c1"`
		refused = "this server only reads"
		event   = `"before":null`
	)
	for name, part := range map[string]string{
		"urql 1 query": label, "urql 2 query": label, "urql 3 query": label, "urql 4 query": label,
		"urql 5 query": label, "urql 6 query": label, "Apollo 3 query": label, "Apollo 4 query": label,
		"urql 1 mutation": refused, "urql 2 mutation": refused, "urql 3 mutation": refused, "urql 4 mutation": refused,
		"urql 5 mutation": refused, "urql 6 mutation": refused, "Apollo 3 mutation": refused,
		"Apollo 4 mutation":   refused,
		"urql 4 subscription": event, "urql 5 subscription": event, "urql 6 subscription": event,
		"Apollo 3 subscription": event, "Apollo 4 subscription": event,
	} {
		if !strings.Contains(got[name], part) {
			t.Errorf("%s: %q; want %q in it", name, got[name], part)
		}
	}
}
