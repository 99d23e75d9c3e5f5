package neo4jstore_test

import (
	"context"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore"
)

// TestToken_otherStore writes through one store and reads through another one of the same graph, with the version of
// the write.
func TestToken_otherStore(t *testing.T) {
	writer := open(t)
	reader, err := neo4jstore.Open(t.Context(), settings(neo.Start(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close(t.Context()) }()
	for _, id := range []evidence.ClaimID{"claim:a", "claim:b", "claim:c"} {
		written := apply(t, writer, evidence.Batch{Claims: put(evidence.Claim{ID: id, Text: "text"})}).Version
		version, err := evidence.ParseToken(written.Token())
		if err != nil {
			t.Fatal(err)
		}
		sub, err := reader.Subgraphs(evidence.AtLeast(t.Context(), version), []evidence.ClaimID{id}, evidence.Moment{})
		if err != nil || len(sub.Claims) != 1 || sub.Version != written {
			t.Errorf("%s read with the version of its write: %+v (%v), want it at version %v", id, sub, err, written)
		}
	}
}

// TestToken_future asks for a version that the database has not reached: the call ends in time, and says so.
func TestToken_future(t *testing.T) {
	s := open(t)
	version := apply(t, s, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:c", Text: "text"})}).Version
	version.Bookmark = later(t, version.Bookmark)
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	started := time.Now()
	_, err := s.Objects(evidence.AtLeast(ctx, version), []evidence.ID{"claim:c"}, evidence.Moment{})
	var e *evidence.Error
	if !errors.As(err, &e) || (e.Code != evidence.CodeTimeout && e.Code != evidence.CodeUnavailable) ||
		strings.Contains(e.Message, "Neo.") {
		t.Errorf("%v, want timeout or unavailable", err)
	}
	if took := time.Since(started); took > within {
		t.Errorf("it took %v, want at most %v", took, within)
	}
}

// later returns the bookmark of a far later transaction of the same database. A bookmark is, packed, a list of the id
// of the database, in 19 bytes, the number of the transaction and what else there is.
func later(t *testing.T, bookmark string) string {
	t.Helper()
	raw, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(bookmark, "FB:"))
	if err != nil || len(raw) < 20 {
		t.Fatalf("the bookmark %q is of an unknown form: %v", bookmark, err)
	}
	// 2147483647, nothing else
	return "FB:" + base64.StdEncoding.EncodeToString(append(raw[:19:19], 0xca, 0x7f, 0xff, 0xff, 0xff, 0x90))
}
