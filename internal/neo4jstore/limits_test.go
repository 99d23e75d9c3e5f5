package neo4jstore

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/faults"
)

// TestReadLimit: a query has the limit of a start until Neo4j has answered it once, and that of a scan where the
// context asks for patience; a longer limit of reads holds in any case.
func TestReadLimit(t *testing.T) {
	s := &Store{config: Config{ReadTimeout: time.Second, StartTimeout: time.Minute, ScanTimeout: time.Hour}}
	ctx, longRead := t.Context(), (&Store{config: Config{ScanTimeout: time.Hour}}).LongRead(t.Context())
	s.met.Store("probe", true)
	generous := &Store{config: Config{ReadTimeout: 2 * time.Hour, StartTimeout: time.Minute}}
	for name, c := range map[string]struct {
		got  faults.Limit
		want string
	}{
		"the first time":        {s.readLimit(ctx, "list"), "1m neo4j.startTimeout"},
		"again":                 {s.readLimit(ctx, "probe"), "1s neo4j.readTimeout"},
		"a scan":                {s.readLimit(longRead, "probe"), "1h neo4j.scanTimeout"},
		"a longer one of reads": {generous.readLimit(longRead, "list"), "2h neo4j.readTimeout"},
	} {
		if got := faults.Plain(c.got.Within) + " " + c.got.Setting; got != c.want {
			t.Errorf("%s: %s; want %s", name, got, c.want)
		}
	}
}

// TestExceeded: an error of a limit that a setting sets names the setting; one of the caller's own deadline names none.
func TestExceeded(t *testing.T) {
	ended := &neo4j.Neo4jError{Code: "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"}
	read, _ := faults.Within(t.Context(), faults.Limit{Within: 90 * time.Second, Setting: faults.ReadSetting})
	inMigration, _ := faults.Within(t.Context(), faults.Limit{Within: 10 * time.Minute, Setting: faults.MigrateSetting})
	short, cancel := context.WithTimeout(inMigration, time.Minute)
	defer cancel()
	nested, left := faults.Within(short, faults.Limit{Within: time.Hour, Setting: faults.ReadSetting})
	hurried, cancelled := context.WithTimeout(t.Context(), time.Minute)
	defer cancelled()
	hurried, _ = faults.Within(hurried, faults.Limit{Within: time.Hour, Setting: faults.ReadSetting})
	over, stop := context.WithCancel(read)
	stop()
	for name, c := range map[string]struct {
		ctx  context.Context
		err  error
		want string
	}{
		"Neo4j gave up":                {read, ended, "within 1m30s, the limit that neo4j.readTimeout sets"},
		"the driver gave up":           {read, context.DeadlineExceeded, "neo4j.readTimeout"},
		"a read within a migration":    {nested, ended, "within 10m, the limit that neo4j.migrateTimeout sets"},
		"the caller had less time":     {hurried, ended, "the request ended before"},
		"the caller ended the request": {over, ended, "the request ended before"},
	} {
		got := faults.Translate(c.ctx, c.err, faults.OutcomeKnown)
		if evidence.CodeOf(got) != evidence.CodeTimeout || !strings.Contains(got.Error(), c.want) {
			t.Errorf("%s: %v; want a timeout that says %q", name, got, c.want)
		}
	}
	if left.Within > time.Minute {
		t.Errorf("a read within a migration may take %v; want at most what the migration has left", left.Within)
	}
}
