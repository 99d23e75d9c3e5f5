package export

import (
	"archive/zip"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// WriteCSV writes a graph as a zip of CSV files (UTF-8): nodes_claims.csv and so on for the kinds of nodes,
// links_statements.csv and so on for those of links (links_denials.csv for what is denied to be one), each with a row
// of names first and a row for each record; a kind of which there is none has the names alone. Nodes are named by
// their global ids, the members of a list have "|" between them, and of the quotes of a link the first is there with
// its place and how many there are. A text that a spreadsheet would take for a formula (it begins with =, +, -, @, a
// tab or a line end) has an apostrophe before it.
func WriteCSV(w io.Writer, g *Graph) (Contents, error) {
	archive := zip.NewWriter(w)
	tables := []table{
		tableOf("nodes_claims", g.Claims, func(c *evidence.Claim) []property {
			return []property{{"id", string(c.ID)}, {"text", c.Text}, {"name", c.Name}, {"item", c.Item},
				{"value", c.Value}, {"tags", strings.Join(c.Tags, "|")},
				{"language", c.Language}, {"claimant", c.Claimant}, {"claimDate", string(c.ClaimDate)},
				{"recordedAt", timeText(c.RecordedAt)}}
		}),
		tableOf("nodes_sources", g.Sources, sourceColumns),
		tableOf("nodes_outlets", g.Outlets, func(o *evidence.Outlet) []property {
			return []property{{"id", string(o.ID)}, {"name", o.Name}, {"domains", strings.Join(o.Domains, "|")},
				{"country", o.Country}, {"kind", string(o.Kind)},
				{"reliability", string(o.Reliability)}, {"recordedAt", timeText(o.RecordedAt)}}
		}),
		tableOf("nodes_organizations", g.Organizations, func(o *evidence.Organization) []property {
			return []property{
				{"id", string(o.ID)}, {"name", o.Name}, {"country", o.Country}, {"kind", o.Kind},
				{"recordedAt", timeText(o.RecordedAt)},
			}
		}),
		tableOf("nodes_persons", g.Persons, func(p *evidence.Person) []property {
			return []property{{"id", string(p.ID)}, {"name", p.Name}, {"recordedAt", timeText(p.RecordedAt)}}
		}),
		tableOf("nodes_reviews", g.Reviews, func(r *evidence.ClaimReview) []property {
			return []property{{"id", string(r.ID)}, {"claim", string(r.Claim)}, {"verdict", string(r.Verdict)},
				{"alternateName", r.AlternateName},
				{"publisher", string(r.Publisher)}, {"url", r.URL}, {"datePublished", string(r.DatePublished)},
				{"ratingValue", r.RatingValue},
				{"bestRating", r.BestRating}, {"worstRating", r.WorstRating}, {"cites", joined(r.Cites)},
				{"recordedAt", timeText(r.RecordedAt)}}
		}),
	}
	var items []Count
	for _, t := range append(tables, linkTables(g)...) {
		if err := t.write(archive); err != nil {
			return Contents{}, fmt.Errorf("writing %s.csv: %w", t.name, err)
		}
		if t.rows > 0 {
			items = append(items, Count{"row of " + t.name + ".csv", t.rows})
		}
	}
	if err := archive.Close(); err != nil {
		return Contents{}, fmt.Errorf("writing the zip of CSV files: %w", err)
	}
	return Contents{items, g.leftOut(carried{})}, nil
}

func sourceColumns(s *evidence.Source) []property {
	share, firsthand := property{"firsthandShare", ""}, property{"firsthand", ""}
	if f := s.Firsthand; f != nil {
		firsthand.value = f.Unquantified || f.Share > 0
		if !f.Unquantified {
			share.value = f.Share
		}
	}
	return []property{{"id", string(s.ID)}, {"kind", string(s.Kind)}, {"identity", string(s.Identity)},
		{"title", s.Title}, {"url", s.URL},
		{"publishedAt", string(s.PublishedAt)}, {"withdrawnAt", string(s.WithdrawnAt)}, {"language", s.Language},
		firsthand, share,
		{"reliability", string(s.Reliability)}, {"outlet", string(s.Outlet)}, {"authors", joined(s.Authors)},
		{"fingerprint", string(s.Fingerprint)},
		{"recordedAt", timeText(s.RecordedAt)}}
}

func linkTables(g *Graph) []table {
	return []table{
		tableOf("links_statements", g.Statements, func(s *evidence.Statement) []property {
			return provenanceColumns(s, property{"source", string(s.Source)}, property{"stance", string(s.Stance)},
				property{"claim", string(s.Claim)}, property{"strength", s.Strength})
		}),
		tableOf("links_derivations", g.Derivations, func(d *evidence.Derivation) []property {
			return provenanceColumns(d, property{"from", string(d.From)}, property{"kind", string(d.Kind)},
				property{"to", string(d.To)}, property{"claims", joined(d.Claims)},
				property{"weight", d.Weight}, property{"kappa", d.Kappa}, property{"detector", d.Detector},
				property{"status", string(d.Status)})
		}),
		tableOf("links_corroborations", g.Corroborations, func(c *evidence.Corroboration) []property {
			return provenanceColumns(c, property{"claim", string(c.Claim)}, property{"sources", joined(c.Sources)})
		}),
		tableOf("links_ownerships", g.Ownerships, func(o *evidence.Ownership) []property {
			return provenanceColumns(o, property{"asset", string(o.Asset)}, property{"owner", string(o.Owner)},
				property{"share", o.Share},
				property{"validFrom", string(o.ValidFrom)}, property{"validTo", string(o.ValidTo)},
				property{"reciprocated", o.Reciprocated})
		}),
		tableOf("links_fundings", g.Fundings, func(f *evidence.Funding) []property {
			return provenanceColumns(f, property{"recipient", string(f.Recipient)},
				property{"funder", string(f.Funder)},
				property{"validFrom", string(f.ValidFrom)}, property{"validTo", string(f.ValidTo)})
		}),
		tableOf("links_samenesses", g.Samenesses, func(s *evidence.Sameness) []property {
			return provenanceColumns(s, property{"a", string(s.A)}, property{"b", string(s.B)})
		}),
		tableOf("links_relations", g.Relations, func(r *evidence.Relation) []property {
			return provenanceColumns(r, property{"from", string(r.From)}, property{"kind", string(r.Kind)},
				property{"to", string(r.To)})
		}),
		tableOf("links_confirmations", g.Confirmations, func(c *evidence.Confirmation) []property {
			return provenanceColumns(c, property{"source", string(c.Source)})
		}),
		tableOf("links_denials", g.Denials, func(d *evidence.Denial) []property {
			return provenanceColumns(d, property{"a", string(d.A)}, property{"b", string(d.B)})
		}),
	}
}

// provenanceColumns puts the id of a link before its own columns and its provenance after them.
func provenanceColumns(link evidence.Link, own ...property) []property {
	p := link.Record()
	first := evidence.Quote{}
	if len(p.Quotes) > 0 {
		first = p.Quotes[0]
	}
	return append(append([]property{{"id", string(link.LinkID())}}, own...),
		property{"confidence", p.Confidence}, property{"quote", first.Exact}, property{"place", first.Place()},
		property{"quotes", len(p.Quotes)},
		property{"recordedFrom", p.RecordedFrom}, property{"justification", p.Justification},
		property{"collector", p.Collector},
		property{"method", string(p.Method)}, property{"recordedAt", timeText(p.RecordedAt)})
}

func timeText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// table is one CSV file.
type table struct {
	name string
	head []property // of which the names count
	rows int
	row  func(i int) []property
}

func tableOf[T any](name string, list []T, columns func(*T) []property) table {
	var zero T
	return table{name, columns(&zero), len(list), func(i int) []property { return columns(&list[i]) }}
}

func (t table) write(archive *zip.Writer) error {
	file, err := archive.Create(t.name + ".csv")
	if err != nil {
		return err
	}
	out := csv.NewWriter(file)
	cells := make([]string, len(t.head))
	for i, p := range t.head {
		cells[i] = p.name
	}
	if err := out.Write(cells); err != nil {
		return err
	}
	for row := range t.rows {
		for i, p := range t.row(row) {
			cells[i] = cell(p.value)
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// cell returns a value as it stands in a cell.
func cell(value any) string {
	text, of := valueText(value)
	if of == "string" && text != "" && strings.ContainsRune("=+-@\t\r\n", rune(text[0])) {
		return "'" + text
	}
	return text
}
