package migrations_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/migrations"
)

func TestPending(t *testing.T) {
	all, err := migrations.Pending(nil)
	if err != nil || len(all) < 13 || all[0].ID != "0001_keys.schema" || !all[0].Schema || len(all[0].Statements) != 22 {
		t.Fatalf("pending of an empty graph are %v, error %v", all, err)
	}
	had := map[string]string{}
	for _, m := range all[:3] {
		had[m.ID] = m.Checksum
	}
	if rest, err := migrations.Pending(had); err != nil || len(rest) != len(all)-3 || rest[0].ID != all[3].ID {
		t.Errorf("pending after three are %v, error %v", rest, err)
	}
	for id, what := range map[string]string{all[1].ID: "restore the file", "9999_later.data": "newer version"} {
		_, err := migrations.Pending(map[string]string{id: "other"})
		if !errors.Is(err, evidence.ErrConflict) || !strings.Contains(err.Error(), what) {
			t.Errorf("a graph that has had another %s: %v, expected a conflict that says %q", id, err, what)
		}
	}
}

func TestDefinitions(t *testing.T) {
	list, err := migrations.Definitions()
	if err != nil {
		t.Fatal(err)
	}
	has := map[string]bool{}
	for _, d := range list {
		has[d.String()] = true
	}
	for _, want := range []string{
		"uniqueness on Claim (id)", "relationship uniqueness on CITES (id)", "range on COPIES (status, id)",
		"range on Claim (item)",
		"fulltext on Claim|ClaimReview|Organization|Outlet|Person|Source (folded)",
	} {
		if !has[want] {
			t.Errorf("no %s among %v", want, list)
		}
	}
}
