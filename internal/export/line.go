package export

import (
	"bytes"
	"encoding/json"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// Line returns a record, a pointer to a struct of package evidence, as a line of package ingest in its canonical form
// (see the package comment), with its line end; text is the words of a source, "" where they are not known. Of a
// person who was erased there is no line, and of what is no record: nil. A record that no line can carry is
// evidence.CodeInvalid.
func Line(record any, text string) ([]byte, error) {
	line := lineOf(record, text)
	if line == nil {
		return nil, nil
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(line); err != nil {
		return nil, evidence.Invalidf("", "%s cannot be written: %v", evidence.IDOf(record), err)
	}
	if lossy(out.Bytes()) {
		return nil, evidence.Invalidf("",
			"%s has a text with a NUL character or with bytes that are not UTF-8, which no line can carry; record "+
				"it anew without", evidence.IDOf(record))
	}
	return out.Bytes(), nil
}

// lossy reports whether a line holds an escaped NUL, or what stands for bytes that were not UTF-8: a replacement
// character of the text itself is not escaped.
func lossy(line []byte) bool {
	for i := 0; i+6 <= len(line); i++ {
		if line[i] != '\\' {
			continue
		}
		if code := string(line[i : i+6]); code == `\u0000` || code == `\ufffd` {
			return true
		}
		i++ // what is escaped, a backslash perhaps
	}
	return false
}

func lineOf(record any, text string) any {
	switch r := record.(type) {
	case *evidence.Organization:
		return &organizationLine{"organization", bare(r.ID), r.Name, r.Country, r.Kind}
	case *evidence.Person:
		if r.ErasedAt != nil {
			return nil
		}
		return &personLine{"person", bare(r.ID), r.Name}
	case *evidence.Outlet:
		return &outletLine{
			"outlet", bare(r.ID), r.Name, r.Domains, r.Country, unless(r.Kind, evidence.OtherOutlet), r.Reliability,
		}
	case *evidence.Source:
		return sourceLineOf(r, text)
	case *evidence.Claim:
		return &claimLine{
			"claim", bare(r.ID), r.Text, r.Name, r.Item, r.Value, r.Tags, r.Language, r.Claimant, r.ClaimDate,
		}
	case *evidence.ClaimReview:
		return reviewLineOf(r)
	}
	return linkLineOf(record)
}

func linkLineOf(record any) any {
	switch r := record.(type) {
	case *evidence.Statement:
		return &statementLine{
			"statement", bare(r.Source), bare(r.Claim), r.Stance, unless(r.Strength, 1), provenanceOf(r),
		}
	case *evidence.Derivation:
		return derivationLineOf(r)
	case *evidence.Corroboration:
		return &corroborationLine{"corroboration", bare(r.Claim), bareAll(r.Sources), provenanceOf(r)}
	case *evidence.Ownership: // its ends can be of two kinds each: only global ids say of which
		return &ownershipLine{
			"ownership", r.Asset, r.Owner, r.Share, r.ValidFrom, r.ValidTo, r.Reciprocated, provenanceOf(r),
		}
	case *evidence.Funding:
		return &fundingLine{"funding", r.Recipient, r.Funder, r.ValidFrom, r.ValidTo, provenanceOf(r)}
	case *evidence.Sameness:
		return &sameLine{"same", r.A.Kind(), []string{bare(r.A), bare(r.B)}, provenanceOf(r)}
	case *evidence.Denial:
		return &sameLine{"distinct", r.A.Kind(), []string{bare(r.A), bare(r.B)}, provenanceOf(r)}
	case *evidence.Relation:
		return &relationLine{"relation", bare(r.From), r.Kind, bare(r.To), provenanceOf(r)}
	case *evidence.Edition:
		return &editionLine{"edition", r.Of, r.At.UTC().Format(time.RFC3339Nano), r.States}
	case *evidence.Confirmation:
		return &confirmationLine{"confirmation", bare(r.Source), provenanceOf(r)}
	}
	return nil
}

// bare returns the key of an id, or the whole id where the key alone would be read as the id of something.
func bare[T ~string](id T) string {
	key := evidence.ID(id).Key()
	if evidence.ID(key).Kind() != "" {
		return string(id)
	}
	return key
}

func bareAll[T ~string](ids []T) []string {
	var keys []string
	for _, id := range ids {
		keys = append(keys, bare(id))
	}
	return keys
}

// bareOr is bare of an id that may be missing.
func bareOr[T ~string](id T) string {
	if id == "" {
		return ""
	}
	return bare(id)
}

// unless returns a value, nothing where it is the one that is meant where nothing is stated.
func unless[T comparable](value, usual T) (stated T) {
	if value != usual {
		stated = value
	}
	return stated
}

type organizationLine struct {
	Type    string `json:"type"`
	ID      string `json:"id"`
	Name    string `json:"name,omitempty"`
	Country string `json:"country,omitempty"`
	Kind    string `json:"kind,omitempty"`
}

type personLine struct {
	Type string `json:"type"`
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
}

type outletLine struct {
	Type        string                     `json:"type"`
	ID          string                     `json:"id"`
	Name        string                     `json:"name,omitempty"`
	Domains     []string                   `json:"domains,omitempty"`
	Country     string                     `json:"country,omitempty"`
	Kind        evidence.OutletKind        `json:"kind,omitempty"`
	Reliability evidence.SourceReliability `json:"reliability,omitempty"`
}

type claimLine struct {
	Type      string        `json:"type"`
	ID        string        `json:"id"`
	Text      string        `json:"text"`
	Name      string        `json:"name,omitempty"`
	Item      string        `json:"item,omitempty"`
	Value     string        `json:"value,omitempty"`
	Tags      []string      `json:"tags,omitempty"`
	Language  string        `json:"language,omitempty"`
	Claimant  string        `json:"claimant,omitempty"`
	ClaimDate evidence.Date `json:"claimDate,omitempty"`
}

type sourceLine struct {
	Type          string              `json:"type"`
	ID            string              `json:"id"`
	Kind          evidence.SourceKind `json:"kind,omitempty"`
	Identity      evidence.Identity   `json:"identity,omitempty"`
	Title         string              `json:"title,omitempty"`
	URL           string              `json:"url,omitempty"`
	PublishedAt   evidence.Date       `json:"publishedAt,omitempty"` // no more precise than a day
	PublishedTime string              `json:"publishedTime,omitempty"`
	WithdrawnAt   evidence.Date       `json:"withdrawnAt,omitempty"`
	WithdrawnTime string              `json:"withdrawnTime,omitempty"`
	Language      string              `json:"language,omitempty"`
	// a number, or true where it is declared without a share
	Firsthand   any                        `json:"firsthand,omitempty"`
	Reliability evidence.SourceReliability `json:"reliability,omitempty"`
	Outlet      string                     `json:"outlet,omitempty"`
	Authors     []string                   `json:"authors,omitempty"`
	Text        string                     `json:"text,omitempty"`
	Fingerprint evidence.Fingerprint       `json:"fingerprint,omitempty"` // where the words are not known
}

func sourceLineOf(s *evidence.Source, text string) *sourceLine {
	fingerprint := s.Fingerprint
	if text != "" {
		fingerprint = ""
	}
	line := &sourceLine{
		"source", bare(s.ID), unless(s.Kind, evidence.OtherSource), unless(s.Identity, evidence.Named), s.Title, s.URL,
		s.PublishedAt.Day(),
		s.PublishedAt.TimeOfDay(), s.WithdrawnAt.Day(), s.WithdrawnAt.TimeOfDay(), s.Language, nil, s.Reliability,
		bareOr(s.Outlet), bareAll(s.Authors), text, fingerprint,
	}
	if f := s.Firsthand; f != nil && f.Unquantified {
		line.Firsthand = true
	} else if f != nil {
		line.Firsthand = f.Share
	}
	return line
}

type reviewLine struct {
	Type          string           `json:"type"`
	ID            string           `json:"id"`
	Claim         string           `json:"claim"`
	Verdict       evidence.Verdict `json:"verdict"`
	AlternateName string           `json:"alternateName"`
	Publisher     string           `json:"publisher,omitempty"`
	URL           string           `json:"url,omitempty"`
	DatePublished evidence.Date    `json:"datePublished,omitempty"`
	RatingValue   *float64         `json:"ratingValue,omitempty"`
	BestRating    *float64         `json:"bestRating,omitempty"`
	WorstRating   *float64         `json:"worstRating,omitempty"`
	Cites         []string         `json:"cites,omitempty"`
	CitesQuotes   []quote          `json:"citesQuotes,omitempty"`
	Basis         []quote          `json:"basis,omitempty"`
	Reservations  []quote          `json:"reservations,omitempty"`
}

func reviewLineOf(r *evidence.ClaimReview) *reviewLine {
	return &reviewLine{
		"review", bare(r.ID), bare(r.Claim), r.Verdict, r.AlternateName, bareOr(r.Publisher), r.URL, r.DatePublished,
		r.RatingValue,
		r.BestRating, r.WorstRating, bareAll(r.Cites), quotesOf(r.CitesQuotes), quotesOf(r.Basis),
		quotesOf(r.Reservations),
	}
}

type statementLine struct {
	Type     string          `json:"type"`
	Source   string          `json:"source"`
	Claim    string          `json:"claim"`
	Stance   evidence.Stance `json:"stance"`
	Strength float64         `json:"strength,omitempty"`
	provenance
}

type derivationLine struct {
	Type     string                  `json:"type"`
	From     string                  `json:"from"`
	To       string                  `json:"to"`
	Kind     evidence.DerivationKind `json:"kind,omitempty"` // a copy has none
	Kappa    *float64                `json:"kappa,omitempty"`
	Claims   []string                `json:"claims,omitempty"`
	Weight   float64                 `json:"weight,omitempty"`
	Detector string                  `json:"detector,omitempty"`
	Status   evidence.ReviewStatus   `json:"status,omitempty"`
	provenance
}

func derivationLineOf(d *evidence.Derivation) *derivationLine {
	line := &derivationLine{
		"derivation", bare(d.From), bare(d.To), d.Kind, d.Kappa, bareAll(d.Claims), unless(d.Weight, 1), d.Detector,
		unless(d.Status, evidence.Confirmed), provenanceOf(d),
	}
	if d.Kind == evidence.Copies {
		line.Type, line.Kind, line.Status = "copy", "", unless(d.Status, evidence.Suggested)
	}
	return line
}

type corroborationLine struct {
	Type    string   `json:"type"`
	Claim   string   `json:"claim"`
	Sources []string `json:"sources"`
	provenance
}

type ownershipLine struct {
	Type         string        `json:"type"`
	Asset        evidence.ID   `json:"asset"`
	Owner        evidence.ID   `json:"owner"`
	Share        *float64      `json:"share,omitempty"`
	ValidFrom    evidence.Date `json:"validFrom,omitempty"`
	ValidTo      evidence.Date `json:"validTo,omitempty"`
	Reciprocated *bool         `json:"reciprocated,omitempty"`
	provenance
}

type fundingLine struct {
	Type      string        `json:"type"`
	Recipient evidence.ID   `json:"recipient"`
	Funder    evidence.ID   `json:"funder"`
	ValidFrom evidence.Date `json:"validFrom,omitempty"`
	ValidTo   evidence.Date `json:"validTo,omitempty"`
	provenance
}

type sameLine struct {
	Type string        `json:"type"`
	Kind evidence.Kind `json:"kind"`
	IDs  []string      `json:"ids"`
	provenance
}

type relationLine struct {
	Type string                `json:"type"`
	From string                `json:"from"`
	Kind evidence.RelationKind `json:"kind"`
	To   string                `json:"to"`
	provenance
}

type confirmationLine struct {
	Type   string `json:"type"`
	Source string `json:"source"`
	provenance
}

type editionLine struct {
	Type    string        `json:"type"`
	Record  string        `json:"record"`
	Edition string        `json:"edition"`
	States  []evidence.ID `json:"states,omitempty"`
}

// provenance is what every assertion states of itself. recordedFrom stands on every line, "" where it is not known:
// left out it would be taken for the name of the file.
type provenance struct {
	Quotes        []quote `json:"quotes,omitempty"`
	RecordedFrom  string  `json:"recordedFrom"`
	Confidence    *int    `json:"confidence,omitempty"`
	Justification string  `json:"justification,omitempty"`
}

func provenanceOf(link evidence.Link) provenance {
	p := link.Record()
	return provenance{quotesOf(p.Quotes), p.RecordedFrom, p.Confidence, p.Justification}
}

// quote is an evidence.Quote, without the words where there are none.
type quote struct {
	Exact     string `json:"exact,omitempty"`
	Prefix    string `json:"prefix,omitempty"`
	Suffix    string `json:"suffix,omitempty"`
	StartLine int    `json:"startLine,omitempty"`
	EndLine   int    `json:"endLine,omitempty"`
	Locator   string `json:"locator,omitempty"`
}

func quotesOf(list []evidence.Quote) []quote {
	var quotes []quote
	for _, q := range list {
		quotes = append(quotes, quote(q))
	}
	return quotes
}
