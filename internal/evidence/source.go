package evidence

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"
)

// SourceKind says what sort of item or evidence a source is.
type SourceKind string

// The kinds of sources. Document to Intercept are primary: pieces of evidence themselves; the others report.
const (
	Document  SourceKind = "DOCUMENT"
	Dataset   SourceKind = "DATASET"
	Spoken    SourceKind = "STATEMENT"
	Testimony SourceKind = "TESTIMONY"
	Imagery   SourceKind = "IMAGERY"
	Recording SourceKind = "RECORDING"
	Filing    SourceKind = "FILING"
	Intercept SourceKind = "INTERCEPT"

	Article       SourceKind = "ARTICLE"
	WireReport    SourceKind = "WIRE_REPORT"
	Investigation SourceKind = "INVESTIGATION"
	Analysis      SourceKind = "ANALYSIS"
	Report        SourceKind = "REPORT"
	SocialPost    SourceKind = "SOCIAL_POST"
	PressRelease  SourceKind = "PRESS_RELEASE"
	FactCheck     SourceKind = "FACT_CHECK"
	OtherSource   SourceKind = "OTHER"
)

// SourceKinds returns every kind, primary ones first.
func SourceKinds() []SourceKind {
	return []SourceKind{
		Document, Dataset, Spoken, Testimony, Imagery, Recording, Filing, Intercept,
		Article, WireReport, Investigation, Analysis, Report, SocialPost, PressRelease, FactCheck, OtherSource,
	}
}

// Valid reports whether k is one of the kinds.
func (k SourceKind) Valid() bool { return slices.Contains(SourceKinds(), k) }

// Primary reports whether a source of this kind is evidence itself rather than a report of evidence.
func (k SourceKind) Primary() bool { return slices.Contains(SourceKinds()[:8], k) }

// Identity says how well a source is identified.
type Identity string

// The identities.
const (
	// Named: one identifiable item, person or body.
	Named Identity = "NAMED"
	// Category: a body of people without a name, "Ukrainian military officials".
	Category Identity = "CATEGORY"
	// Unnamed: "some estimates", "reports indicate"; pooled, never a bonus.
	Unnamed Identity = "UNNAMED"
)

// Valid reports whether i is one of the identities.
func (i Identity) Valid() bool { return i == Named || i == Category || i == Unnamed }

// SourceReliability is the Admiralty letter of a source, A to F; "" = not rated. F means that reliability cannot be
// judged: absence of knowledge, not a middle grade.
type SourceReliability string

// The letters, FM 2-22.3.
const (
	ReliabilityA SourceReliability = "A"
	ReliabilityB SourceReliability = "B"
	ReliabilityC SourceReliability = "C"
	ReliabilityD SourceReliability = "D"
	ReliabilityE SourceReliability = "E"
	ReliabilityF SourceReliability = "F"
)

// Valid reports whether r is a letter from A to F.
func (r SourceReliability) Valid() bool { return len(r) == 1 && r[0] >= 'A' && r[0] <= 'F' }

// Firsthand is the declared share of a source's own evidence. Stated true or false, or as a number, in a file; a plain
// "true" has no share of its own and is resolved when the evidence is read: 1 without upstream links, else the policy's
// default (see the method's section 1).
type Firsthand struct {
	Share        float64 // in [0,1]; of no meaning where Unquantified
	Unquantified bool    // declared "true" without a share
}

// Source is a published item or a piece of evidence: article, report, dataset, statement, intercept, imagery.
type Source struct {
	ID           SourceID
	Kind         SourceKind // OTHER where not stated
	Identity     Identity   // NAMED where not stated
	Title        string     // as printed; "" where the text names none
	URL          string
	CanonicalURL string // made from URL by [CanonicalURL]
	PublishedAt  Date   // with its time of day where that is known
	WithdrawnAt  Date   // the publisher's own withdrawal, likewise
	Language     string
	Firsthand    *Firsthand // nil = not stated
	Reliability  SourceReliability
	Outlet       OutletID
	Authors      []PersonID  // sorted by id, without repetition
	Fingerprint  Fingerprint `field:"text"` // of its words, which [Words] keeps; "" = not known
	RecordedAt   time.Time   // when this record of it was made here; set by the store
}

var sourceTable = newTable[Source](KindSource,
	key(KindSource, func(s *Source) *SourceID { return &s.ID }),
	text("kind", func(s *Source) *SourceKind { return &s.Kind }).takes("a kind of source such as ARTICLE").
		orElse(string(OtherSource)).spare(),
	text("identity", func(s *Source) *Identity { return &s.Identity }).takes("NAMED, CATEGORY or UNNAMED").
		orElse(string(Named)),
	text("title", func(s *Source) *string { return &s.Title }),
	text("url", func(s *Source) *string { return &s.URL }).takes("an address").inWords("address"),
	text("canonicalUrl", func(s *Source) *string { return &s.CanonicalURL }).as(Derived),
	moment("publishedAt", func(s *Source) *Date { return &s.PublishedAt }).inWords("date of publication").
		dates().spare(),
	moment("withdrawnAt", func(s *Source) *Date { return &s.WithdrawnAt }).inWords("date of withdrawal"),
	text("language", func(s *Source) *string { return &s.Language }).takes("a language tag such as en").spare(),
	share("firsthand", func(s *Source) **Firsthand { return &s.Firsthand }).inWords("own evidence").spare(),
	text("reliability", func(s *Source) *SourceReliability { return &s.Reliability }).takes(expectedLetter).
		inWords("Admiralty letter").spare(),
	id("outlet", KindOutlet, func(s *Source) *OutletID { return &s.Outlet }),
	ids("authors", KindPerson, func(s *Source) *[]PersonID { return &s.Authors }),
	text("text", func(s *Source) *Fingerprint { return &s.Fingerprint }).storedAs("fingerprint").inWords("words"),
	recordedAt(func(s *Source) *time.Time { return &s.RecordedAt }),
)

// expectedLetter is what a reliability takes.
const expectedLetter = "a letter from A to F"

func (*Source) table() *Table { return sourceTable }

// NodeID returns the global id.
func (s Source) NodeID() ID { return ID(s.ID) }

// WithdrawnBy reports whether the publisher had withdrawn the source at the moment (see [Moment.World]); where that
// states no instant, whether it ever did.
func (s Source) WithdrawnBy(m Moment) bool {
	if !s.WithdrawnAt.Known() {
		return false
	}
	at := m.World()
	return at.IsZero() || !s.WithdrawnAt.Time().After(at)
}

// Label returns how to show the source to a person: its title, else what it is made of ("Reuters investigation"), else
// its address, else its key. outlet is the name of its outlet, "" where it has none or none is known.
func (s Source) Label(outlet string) string {
	if s.Title != "" {
		return s.Title
	}
	if outlet != "" {
		if s.Kind == OtherSource || s.Kind == "" {
			return outlet
		}
		return outlet + " " + strings.ToLower(strings.ReplaceAll(string(s.Kind), "_", " "))
	}
	return cmp.Or(s.URL, ID(s.ID).Key())
}

// Normalize fills in the defaults (kind OTHER, identity NAMED), the scheme of its address and the canonical one, the
// one form of its dates, and the order of the authors.
func (s Source) Normalize() Source {
	s.Kind = SourceKind(cmp.Or(string(s.Kind), string(OtherSource)))
	s.Identity = Identity(cmp.Or(string(s.Identity), string(Named)))
	s.CanonicalURL = ""
	if s.URL != "" {
		s.URL = AbsoluteURL(s.URL)
		s.CanonicalURL, _ = CanonicalURL(s.URL) // Validate has refused what has no canonical form
	}
	s.PublishedAt, s.WithdrawnAt = s.PublishedAt.Normal(), s.WithdrawnAt.Normal()
	s.Authors = sortedSet(s.Authors)
	return s
}

// Validate names the first field that cannot be accepted, and why.
func (s Source) Validate() error {
	if err := checkTyped("id", KindSource, s.NodeID()); err != nil {
		return err
	}
	if s.Kind != "" && !s.Kind.Valid() {
		return Invalidf("kind", "%q is not a kind of source; expected one of %s", s.Kind, join(SourceKinds()))
	}
	if s.Identity != "" && !s.Identity.Valid() {
		return Invalidf("identity", "%q is not an identity; expected NAMED, CATEGORY or UNNAMED", s.Identity)
	}
	if s.URL != "" {
		if _, err := CanonicalURL(s.URL); err != nil {
			return err
		}
	}
	return firstError(
		s.Firsthand.validate(), s.validateEnds(), checkReliability(s.Reliability), checkDate("publishedAt", s.PublishedAt),
		checkDate("withdrawnAt", s.WithdrawnAt), checkText("title", s.Title), s.Fingerprint.validate())
}

// validate checks the share; a nil f is not stated and right.
func (f *Firsthand) validate() error {
	if f != nil && !f.Unquantified && (math.IsNaN(f.Share) || f.Share < 0 || f.Share > 1) {
		return Invalidf("firsthand", "%v is out of range; expected a number from 0 to 1, true or false", f.Share)
	}
	return nil
}

// validateEnds checks the ids of outlet and authors.
func (s Source) validateEnds() error {
	if s.Outlet != "" {
		if err := checkTyped("outlet", KindOutlet, ID(s.Outlet)); err != nil {
			return err
		}
	}
	for _, a := range s.Authors {
		if err := checkTyped("authors", KindPerson, ID(a)); err != nil {
			return err
		}
	}
	return nil
}

// SourceIDOf returns the id of a source for which the user has no key: from its canonical address, else from outlet,
// title and day. ok is false if none of them is known. A time of day does not matter: who knows only the day means the
// same source.
func SourceIDOf(s Source) (id SourceID, ok bool) {
	if canonical, err := CanonicalURL(s.URL); err == nil {
		return SourceID(hashID(KindSource, canonical)), true
	}
	if s.Title == "" && s.Outlet == "" {
		return "", false
	}
	return SourceID(hashID(KindSource, string(s.Outlet), s.Title, string(s.PublishedAt.Day()))), true
}
