package inquiry_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// TestOwnedBy asks for the outlets of owners in a graph with minorities, a sum of shares, a past owner and samenesses.
//
//	g1 owns all of o1 and 60 percent of g2, which owns o2; p1 owns 50 percent of o3 and, through g3, 20 more
//	o4 is the same as o1; p2 is the same as p1; g4 owned o5 until 2010
func TestOwnedBy(t *testing.T) {
	share := func(asset, owner evidence.ID, percent float64) evidence.Ownership {
		return evidence.Ownership{Asset: asset, Owner: owner, SharePercent: &percent}
	}
	store := memstore.New(time.Now, 1000)
	b := evidence.Batch{Collector: "test", Method: evidence.Declared,
		Persons: graphs.Puts(evidence.Person{ID: "person:p1", Name: "P"}, evidence.Person{ID: "person:p2", Name: "P"}),
		Ownerships: graphs.Puts(share("outlet:o1", "organization:g1", 100), share("organization:g2", "organization:g1", 60),
			share("outlet:o2", "organization:g2", 100), share("outlet:o3", "person:p1", 50),
			share("outlet:o3", "organization:g3", 20), share("organization:g3", "person:p1", 100),
			evidence.Ownership{Asset: "outlet:o5", Owner: "organization:g4", ValidTo: "2010"}),
		Samenesses: graphs.Puts(evidence.Sameness{A: "outlet:o1", B: "outlet:o4"},
			evidence.Sameness{A: "person:p1", B: "person:p2"}),
	}
	for n := 1; n <= 5; n++ {
		b.Outlets = append(b.Outlets, graphs.Puts(
			evidence.Outlet{ID: evidence.OutletID(fmt.Sprint("outlet:o", n)), Name: "O"})...)
		b.Organizations = append(b.Organizations, graphs.Puts(
			evidence.Organization{ID: evidence.OrganizationID(fmt.Sprint("organization:g", n)), Name: "G"})...)
	}
	applied, err := store.Apply(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	then := evidence.Moment{ValidAt: time.Date(2009, 5, 1, 0, 0, 0, 0, time.UTC)}
	for name, c := range map[string]struct {
		owners []evidence.ID
		at     evidence.Moment
		want   []evidence.OutletID
	}{
		"over two steps, and what is the same": {[]evidence.ID{"organization:g1"}, evidence.Moment{},
			[]evidence.OutletID{"outlet:o1", "outlet:o2", "outlet:o4"}},
		"by a sum, under the other id": {[]evidence.ID{"person:p2"}, evidence.Moment{}, []evidence.OutletID{"outlet:o3"}},
		"of one that is controlled":    {[]evidence.ID{"organization:g2"}, evidence.Moment{}, []evidence.OutletID{}},
		"of a minority":                {[]evidence.ID{"organization:g3"}, evidence.Moment{}, []evidence.OutletID{}},
		"of several": {[]evidence.ID{"organization:g1", "person:p1"}, evidence.Moment{},
			[]evidence.OutletID{"outlet:o1", "outlet:o2", "outlet:o3", "outlet:o4"}},
		"that ended":            {[]evidence.ID{"organization:g4"}, evidence.Moment{}, []evidence.OutletID{}},
		"before it ended":       {[]evidence.ID{"organization:g4"}, then, []evidence.OutletID{"outlet:o5"}},
		"of one that is absent": {[]evidence.ID{"organization:none"}, evidence.Moment{}, []evidence.OutletID{}},
		"of nobody":             {nil, evidence.Moment{}, []evidence.OutletID{}},
	} {
		got, version, err := inquiry.New(store).OwnedBy(t.Context(), c.owners, c.at, basis.DefaultPolicy())
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil || version != applied.Version {
			t.Errorf("%s: %v, version %s (-want +got):\n%s", name, err, version, diff)
		}
	}
}

func TestOwnedBy_TooMany(t *testing.T) {
	store := memstore.New(time.Now, 10_000)
	b := evidence.Batch{Collector: "test", Method: evidence.Declared,
		Persons: graphs.Puts(evidence.Person{ID: "person:p", Name: "P"})}
	for n := range 2000 {
		o := evidence.Outlet{ID: evidence.OutletID(fmt.Sprintf("outlet:o%04d", n)), Name: "O"}
		b.Outlets = append(b.Outlets, graphs.Puts(o)...)
		b.Ownerships = append(b.Ownerships, graphs.Puts(evidence.Ownership{Asset: o.NodeID(), Owner: "person:p"})...)
	}
	if _, err := store.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	_, _, err := inquiry.New(store).OwnedBy(t.Context(), []evidence.ID{"person:p"}, evidence.Moment{},
		basis.DefaultPolicy())
	if evidence.CodeOf(err) != evidence.CodeTooComplex {
		t.Errorf("an owner of 2,000 outlets: %v; expected an error of code TOO_COMPLEX", err)
	}
}
