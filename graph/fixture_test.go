package graph_test

import (
	"testing"
	"time"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/transport"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/live"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/watch"
)

// The fixture. An arrow reads "takes from"; sources that say something of the bridge:
//
//	daily --SYNDICATES--> wire --CITES--> log        (wire's citation holds for the bridge only)
//	  |                     |
//	  +---- SUPPORTS -------+---- SUPPORTS --> bridge <-- SUPPORTS -- blog <--COPIES (suggested)-- echo, MENTIONS
//	                                             ^
//	                          denial -- REFUTES -+        (first-hand, by the council)
//
//	lorries --PART_OF--> bridge --CONTRADICTS--> open      ferry == crossing (the same)      toll: 5 and 7 compete
//	late SUPPORTS lorries, recorded on 1 February 2025; all else on 1 January.
//
//	outlet daily --60 %--> press --90 %--> holding ----> person max        outlet daily --40 %--> minor
//	outlet council --FUNDED_BY--> state
//
// So for the bridge: three sources; wire and daily rest wholly on the log and count once; the blog names no origin.
// sourceCount 3, tracedCount 2, demonstrated 1, pooled 2, presumed 2, demonstratedLineCount 1, lineCount 2.
var (
	recorded = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	later    = time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC)
)

func fixture(t testing.TB) *memstore.Store {
	t.Helper()
	now := recorded
	store := memstore.New(func() time.Time { return now }, 1000)
	apply(t, store, things(links(evidence.Batch{Collector: "fixture", Method: evidence.Imported,
		RecordedFrom: "fixture.txt"})))
	now = later
	apply(t, store, evidence.Batch{
		Collector: "fixture", Method: evidence.Declared, RecordedFrom: "later.txt",
		Sources:    puts(evidence.Source{ID: "source:late", Kind: evidence.Testimony, Title: "A driver remembers"}),
		Statements: puts(evidence.Statement{Source: "source:late", Claim: "claim:lorries", Stance: evidence.Supports}),
	})
	return store
}

// circular is a store with sources that rest on each other and on nothing else; the second claim has a way in from
// outside.
//
//	blog --> paper <--> wiki        blog, paper, wiki SUPPORT rumour
//	         gazette <--> tabloid --> memo        gazette SUPPORTS story
func circular(t testing.TB) *memstore.Store {
	t.Helper()
	store := memstore.New(func() time.Time { return recorded }, 100)
	b := evidence.Batch{RecordedFrom: "circular.txt",
		Claims: puts(evidence.Claim{ID: "claim:rumour", Text: "It is said."},
			evidence.Claim{ID: "claim:story", Text: "It is told."})}
	for _, id := range []evidence.SourceID{"source:blog", "source:paper", "source:wiki", "source:gazette",
		"source:tabloid"} {
		b.Sources = append(b.Sources, puts(evidence.Source{ID: id, Kind: evidence.Article})...)
	}
	b.Sources = append(b.Sources, puts(evidence.Source{ID: "source:memo", Kind: evidence.Document})...)
	for _, link := range [][2]evidence.SourceID{{"source:blog", "source:paper"}, {"source:paper", "source:wiki"},
		{"source:wiki", "source:paper"},
		{"source:gazette", "source:tabloid"}, {"source:tabloid", "source:gazette"}, {"source:tabloid", "source:memo"}} {
		b.Derivations = append(b.Derivations,
			puts(evidence.Derivation{From: link[0], To: link[1], Kind: evidence.Cites})...)
	}
	for _, id := range []evidence.SourceID{"source:blog", "source:paper", "source:wiki"} {
		b.Statements = append(b.Statements, puts(evidence.Statement{Source: id, Claim: "claim:rumour",
			Stance: evidence.Supports})...)
	}
	b.Statements = append(b.Statements, puts(evidence.Statement{Source: "source:gazette", Claim: "claim:story",
		Stance: evidence.Supports})...)
	apply(t, store, b)
	return store
}

// owned is a store with reports of one house, one of another, and a refuter, all first-hand.
//
//	north (C) --OWNED_BY--> house        first, second: of north; third: rated A, of nobody; fourth REFUTES, rated D
//
// So first and second overlap .40 (the outlet's .25 and the owner's .15) and are worth 2/1.40; with third 2.428571.
// Rated C they weigh .287762 * 2/1.40 = .411089, with the A 1.411089; against it .068152.
func owned(t testing.TB) *memstore.Store {
	t.Helper()
	store := memstore.New(func() time.Time { return recorded }, 100)
	b := evidence.Batch{RecordedFrom: "owned.txt",
		Claims: puts(evidence.Claim{ID: "claim:count", Text: "There were ten."})}
	b.Organizations = puts(evidence.Organization{ID: "organization:house", Name: "House"})
	b.Outlets = puts(evidence.Outlet{ID: "outlet:north", Name: "North", Reliability: evidence.ReliabilityC})
	b.Ownerships = puts(evidence.Ownership{Asset: "outlet:north", Owner: "organization:house"})
	b.Sources = puts(
		evidence.Source{ID: "source:first", Kind: evidence.Document, Title: "First", URL: "https://first.example/",
			Outlet: "outlet:north"},
		evidence.Source{ID: "source:second", Kind: evidence.Document, Title: "Second", URL: "https://second.example/",
			Outlet: "outlet:north"},
		evidence.Source{ID: "source:third", Kind: evidence.Document, Title: "Third", URL: "https://third.example/",
			Reliability: evidence.ReliabilityA},
		evidence.Source{ID: "source:fourth", Kind: evidence.Document, Title: "Fourth", URL: "https://fourth.example/",
			Reliability: evidence.ReliabilityD},
	)
	for _, id := range []evidence.SourceID{"source:first", "source:second", "source:third"} {
		b.Statements = append(b.Statements, puts(evidence.Statement{Source: id, Claim: "claim:count",
			Stance: evidence.Supports})...)
	}
	b.Statements = append(b.Statements, puts(evidence.Statement{Source: "source:fourth", Claim: "claim:count",
		Stance: evidence.Refutes})...)
	apply(t, store, b)
	return store
}

// unpublished is a store with an undated column that takes from a report of 2025, which takes from an archive without a
// date.
//
//	column --CITES--> report --CITES--> archive        column and memo, of 2024, SUPPORT plan
//
// Before 2025 the report is hidden: the column rests on nothing then, and the memo alone is worth 1. From then on it
// is 2.
func unpublished(t testing.TB) *memstore.Store {
	t.Helper()
	store := memstore.New(func() time.Time { return recorded }, 100)
	b := evidence.Batch{RecordedFrom: "unpublished.txt",
		Claims: puts(evidence.Claim{ID: "claim:plan", Text: "There was a plan."})}
	b.Sources = puts(
		evidence.Source{ID: "source:column", Kind: evidence.Article, Title: "Column"},
		evidence.Source{ID: "source:report", Kind: evidence.Report, Title: "Report", PublishedAt: "2025-03"},
		evidence.Source{ID: "source:archive", Kind: evidence.Document, Title: "Archive",
			URL: "https://archive.example/"},
		evidence.Source{ID: "source:memo", Kind: evidence.Document, Title: "Memo", URL: "https://memo.example/",
			PublishedAt: "2024-01"},
	)
	b.Statements = puts(
		evidence.Statement{Source: "source:column", Claim: "claim:plan", Stance: evidence.Supports},
		evidence.Statement{Source: "source:memo", Claim: "claim:plan", Stance: evidence.Supports},
	)
	b.Derivations = puts(
		evidence.Derivation{From: "source:column", To: "source:report", Kind: evidence.Cites},
		evidence.Derivation{From: "source:report", To: "source:archive", Kind: evidence.Cites},
	)
	apply(t, store, b)
	return store
}

func apply(t testing.TB, store *memstore.Store, b evidence.Batch) {
	t.Helper()
	if _, err := store.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
}

func server(t testing.TB, reader evidence.Reader) *transport.Server {
	t.Helper()
	watcher := watch.New(live.New(reader, time.Now), reader)
	t.Cleanup(watcher.Close)
	return graph.New(graph.Config{Reader: reader, Watcher: watcher, Introspection: true})
}

func things(b evidence.Batch) evidence.Batch {
	b.Claims = puts(
		evidence.Claim{ID: "claim:bridge", Text: "The bridge was closed on Monday.", Name: "bridge closed",
			Tags:     []string{"board", "roads"},
			Language: "en", Claimant: "the mayor", ClaimDate: "2024-10-07"},
		evidence.Claim{ID: "claim:lorries", Text: "Two lorries stood on the bridge.", ClaimDate: "2024-10"},
		evidence.Claim{ID: "claim:open", Text: "The bridge was open all week."},
		evidence.Claim{ID: "claim:ferry", Text: "The ferry ran.", Tags: []string{"board"}},
		evidence.Claim{ID: "claim:crossing", Text: "The crossing was served."},
		evidence.Claim{ID: "claim:toll5", Text: "The toll is 5.", Item: "toll", Value: "5"},
		evidence.Claim{ID: "claim:toll7", Text: "The toll is 7.", Item: "toll", Value: "7"},
	)
	b.Sources = puts(
		evidence.Source{ID: "source:log", Kind: evidence.Dataset, Title: "Bridge log",
			URL: "https://bridge.example/log", PublishedAt: "2024-10-07",
			Firsthand: &evidence.Firsthand{Share: 1}},
		evidence.Source{ID: "source:wire", Kind: evidence.WireReport, Outlet: "outlet:agency",
			PublishedAt: "2024-10-08"},
		evidence.Source{ID: "source:daily", Kind: evidence.Article, Title: "Bridge closed", Outlet: "outlet:daily",
			Authors: []evidence.PersonID{"person:ann"},
			URL:     "https://www.daily.example/bridge?utm_source=x", PublishedAt: "2024-10-09", Language: "en"},
		evidence.Source{ID: "source:blog", Kind: evidence.Article, URL: "https://blog.example/bridge",
			Reliability: evidence.ReliabilityC},
		evidence.Source{ID: "source:echo", Kind: evidence.SocialPost, Identity: evidence.Unnamed,
			WithdrawnAt: "2024-11"},
		evidence.Source{ID: "source:denial", Kind: evidence.PressRelease, Title: "No closure", Outlet: "outlet:council",
			Firsthand: &evidence.Firsthand{Unquantified: true}, PublishedAt: "2024-10-10"},
	)
	b.Outlets = puts(
		evidence.Outlet{ID: "outlet:agency", Name: "Agency", Kind: evidence.Wire, Domains: []string{"agency.example"},
			Country: "GB", Reliability: evidence.ReliabilityB},
		evidence.Outlet{ID: "outlet:daily", Name: "Daily", Kind: evidence.News, Domains: []string{"daily.example"}},
		evidence.Outlet{ID: "outlet:council", Name: "Council", Kind: evidence.Government},
	)
	b.Organizations = puts(
		evidence.Organization{ID: "organization:press",
			Name: "Press"},
		evidence.Organization{ID: "organization:holding", Name: "Holding", Country: "NL", Kind: "holding"},
		evidence.Organization{ID: "organization:minor", Name: "Minor"}, evidence.Organization{ID: "organization:state",
			Name: "State"},
	)
	b.Persons = puts(evidence.Person{ID: "person:ann", Name: "Ann"}, evidence.Person{ID: "person:max", Name: "Max"})
	b.Reviews = puts(evidence.ClaimReview{
		ID: "review:check", Claim: "claim:bridge", Publisher: "outlet:daily", Verdict: evidence.VerdictMostlyTrue,
		AlternateName: "Mostly true",
		DatePublished: "2024-12-01", URL: "https://daily.example/check", RatingValue: ptr(4.0), BestRating: ptr(5.0),
		WorstRating: ptr(1.0),
		Cites: []evidence.SourceID{"source:log",
			"source:blog"}, CitesQuotes: []evidence.Quote{quote("the log and a blog", 2)},
		Basis: []evidence.Quote{quote("the log shows it",
			3)}, Reservations: []evidence.Quote{quote("the blog may be biased", 4)},
	})
	return b
}

func links(b evidence.Batch) evidence.Batch {
	bridge := evidence.ClaimID("claim:bridge")
	b.Statements = puts(
		evidence.Statement{Source: "source:wire", Claim: bridge, Stance: evidence.Supports,
			Provenance: said("closed on Monday", 1)},
		evidence.Statement{Source: "source:daily", Claim: bridge, Stance: evidence.Supports,
			Provenance: said("it was closed", 5)},
		evidence.Statement{Source: "source:blog", Claim: bridge, Stance: evidence.Supports, Strength: 0.5},
		evidence.Statement{Source: "source:echo", Claim: bridge, Stance: evidence.Mentions},
		evidence.Statement{Source: "source:denial", Claim: bridge, Stance: evidence.Refutes},
	)
	b.Derivations = puts(
		evidence.Derivation{From: "source:wire", To: "source:log", Kind: evidence.Cites,
			Claims: []evidence.ClaimID{bridge}, Provenance: said("says the log", 1)},
		evidence.Derivation{From: "source:daily", To: "source:wire", Kind: evidence.Syndicates},
		evidence.Derivation{From: "source:echo", To: "source:blog", Kind: evidence.Copies, CopiedShare: ptr(0.9),
			Detector: "shingles"},
	)
	b.Corroborations = puts(
		evidence.Corroboration{Claim: bridge, Sources: []evidence.SourceID{"source:blog", "source:daily"}},
		evidence.Corroboration{Claim: bridge, Sources: []evidence.SourceID{"source:daily", "source:wire"}},
	)
	b.Ownerships = puts(
		evidence.Ownership{Asset: "outlet:daily", Owner: "organization:press", SharePercent: ptr(60.0), ValidFrom: "2020"},
		evidence.Ownership{Asset: "outlet:daily", Owner: "organization:minor", SharePercent: ptr(40.0),
			Reciprocated: ptr(false)},
		evidence.Ownership{Asset: "organization:press", Owner: "organization:holding", SharePercent: ptr(90.0)},
		evidence.Ownership{Asset: "organization:holding", Owner: "person:max"},
	)
	b.Fundings = puts(
		evidence.Funding{Recipient: "outlet:council", Funder: "organization:state", ValidFrom: "2001-05"},
		evidence.Funding{Recipient: "organization:press", Funder: "organization:state"},
	)
	b.Samenesses = puts(evidence.Sameness{A: "claim:ferry", B: "claim:crossing"})
	b.Confirmations = puts(evidence.Confirmation{Source: "source:daily",
		Provenance: evidence.Provenance{RecordedFrom: "the desk", Justification: "read it"}})
	b.Relations = puts(
		evidence.Relation{From: "claim:lorries", Kind: evidence.PartOf, To: bridge},
		evidence.Relation{From: bridge, Kind: evidence.Contradicts, To: "claim:open"},
	)
	return b
}

func puts[T any](values ...T) []evidence.Put[T] {
	list := make([]evidence.Put[T], len(values))
	for i, v := range values {
		list[i].Value = v
	}
	return list
}

func ptr[T any](x T) *T { return &x }

func quote(words string, line int) evidence.Quote {
	return evidence.Quote{Exact: words, StartLine: line, EndLine: line}
}

func said(words string, line int) evidence.Provenance {
	return evidence.Provenance{Quotes: []evidence.Quote{quote(words, line)}, Confidence: ptr(80)}
}
