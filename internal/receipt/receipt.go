package receipt

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// Format is the format that this version writes. It reads the two former ones as well.
const Format = "credence-receipt/3"

// Make writes the receipt of the answer for a claim: sub is its evidence, read for this claim alone. The bytes are the
// same for the same evidence and policy, and end in no newline. The error has code [evidence.CodeNotFound] where sub
// does not hold the claim and [evidence.CodeInvalid] for a policy that is out of range and for evidence that a what-if
// has changed.
func Make(sub *evidence.Subgraphs, claim evidence.ClaimID, policy basis.Policy) ([]byte, error) {
	if len(sub.Excluded) > 0 {
		return nil, evidence.Invalidf(
			"evidence", "a what-if has struck out %q; expected evidence as it is recorded", sub.Excluded[0])
	}
	answer, err := convergence.Compute(sub, claim, policy)
	if err != nil {
		return nil, err
	}
	figures, err := numbers(answer)
	if err != nil {
		return nil, err
	}
	content := map[string]any{
		"format": Format, "claim": string(claim), "graphVersion": encode(reflect.ValueOf(sub.Version)),
		"moment": encode(reflect.ValueOf(sub.At)), "policy": encode(reflect.ValueOf(policy)),
		"evidence": records(sub), "numbers": figures,
	}
	content["sha256"] = sum(content)
	return canonical(nil, content), nil
}

// sum returns the SHA-256 of the canonical form of a receipt without its own.
func sum(content map[string]any) string {
	rest := map[string]any{}
	for name, value := range content {
		if name != "sha256" {
			rest[name] = value
		}
	}
	hash := sha256.Sum256(canonical(nil, rest))
	return hex.EncodeToString(hash[:])
}

// records writes down the evidence, each list by id.
func records(sub *evidence.Subgraphs) map[string]any {
	sorted := *sub
	sorted.Claims = byID(sub.Claims, func(c *evidence.Claim) evidence.ID { return c.NodeID() })
	sorted.Sources = byID(sub.Sources, func(s *evidence.Source) evidence.ID { return s.NodeID() })
	sorted.Unpublished = byID(sub.Unpublished, func(s *evidence.Source) evidence.ID { return s.NodeID() })
	sorted.Outlets = byID(sub.Outlets, func(o *evidence.Outlet) evidence.ID { return o.NodeID() })
	sorted.Organizations = byID(sub.Organizations, func(o *evidence.Organization) evidence.ID { return o.NodeID() })
	sorted.Persons = byID(sub.Persons, func(p *evidence.Person) evidence.ID { return p.NodeID() })
	sorted.Statements = byID(sub.Statements, func(s *evidence.Statement) evidence.ID { return s.LinkID() })
	sorted.Derivations = byID(sub.Derivations, func(d *evidence.Derivation) evidence.ID { return d.LinkID() })
	sorted.Corroborations = byID(sub.Corroborations, func(c *evidence.Corroboration) evidence.ID { return c.LinkID() })
	sorted.Ownerships = byID(sub.Ownerships, func(o *evidence.Ownership) evidence.ID { return o.LinkID() })
	sorted.Fundings = byID(sub.Fundings, func(f *evidence.Funding) evidence.ID { return f.LinkID() })
	sorted.Samenesses = byID(sub.Samenesses, func(s *evidence.Sameness) evidence.ID { return s.LinkID() })
	sorted.Confirmations = byID(sub.Confirmations, func(c *evidence.Confirmation) evidence.ID { return c.LinkID() })
	sorted.Interests = byID(sub.Interests, func(i *evidence.Interest) evidence.ID { return i.LinkID() })
	sorted.Leanings = byID(sub.Leanings, func(l *evidence.Leaning) evidence.ID { return l.LinkID() })
	sorted.Denials = slices.SortedFunc(slices.Values(sub.Denials), evidence.Denial.Compare)
	sorted.Relations = byID(sub.Relations, func(r *evidence.Relation) evidence.ID { return r.LinkID() })
	sorted.Version, sorted.At = evidence.Version{}, evidence.Moment{} // these stand beside the evidence
	out, _ := encode(reflect.ValueOf(sorted)).(map[string]any)        // a struct is an object
	return out
}

func byID[T any](list []T, id func(*T) evidence.ID) []T {
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b T) int { return cmp.Compare(id(&a), id(&b)) })
	return sorted
}

// Report is what checking a receipt has found.
type Report struct {
	Claim        evidence.ClaimID `json:"claim"`
	Text         string           `json:"text"` // of the claim
	GraphVersion string           `json:"graphVersion"`
	SHA256       string           `json:"sha256"` // as it is written
	// Intact reports whether the hash is that of the content.
	Intact bool `json:"intact"`
	// Differences lists the numbers that the evidence does not give; none where it gives all of them.
	Differences []Difference `json:"differences"`
	// Answer is the answer as computed again.
	Answer *convergence.Convergence `json:"-"`
}

// Difference is a number that is not as it is written down.
type Difference struct {
	Path       string `json:"path"` // "numbers.supporting.demonstrated"
	Receipt    string `json:"receipt"`
	Recomputed string `json:"recomputed"`
}

// OK reports whether the receipt is right in every respect.
func (r *Report) OK() bool { return r.Intact && len(r.Differences) == 0 }

// Verify checks a receipt, in canonical form or laid out otherwise. The error has code [evidence.CodeInvalid] where the
// text is no receipt that this version can read, and says what it found.
func Verify(text []byte) (*Report, error) {
	value, err := parse(text)
	if err != nil {
		return nil, evidence.Invalidf("receipt", "is not JSON that can be read in one way only: %v", err)
	}
	content, _ := value.(map[string]any)
	named := content
	switch format, _ := content["format"].(string); format {
	case Format:
	case format1, format2:
		named, _ = inPresentNames(nil, content).(map[string]any) // an object stays one
	default:
		return nil, evidence.Invalidf(
			"format", "is %.60q; expected %q: make sure that this is a receipt, and of this version of Credence", format, Format)
	}
	var f file
	written := maps.Clone(named)
	delete(written, "numbers") // they are compared, not read
	if err := decode("receipt", written, reflect.ValueOf(&f).Elem()); err != nil {
		return nil, evidence.Invalidf("receipt", "cannot be read: %v", err)
	}
	sub := f.Evidence
	sub.Version, sub.At = f.GraphVersion, f.Moment
	r := &Report{Claim: f.Claim, GraphVersion: f.GraphVersion.String(), SHA256: f.SHA256, Intact: f.SHA256 == sum(content)}
	if r.Answer, err = convergence.Compute(&sub, f.Claim, f.Policy); err != nil {
		return nil, fmt.Errorf("computing the receipt's answer again: %w", err)
	}
	r.Text = r.Answer.Claim.Text
	computed, err := numbers(r.Answer)
	if err != nil {
		return nil, err
	}
	r.Differences = compare("numbers", named["numbers"], computed, []Difference{})
	return r, nil
}

// file is a receipt as it is read, but for its numbers.
type file struct {
	Format       string
	Claim        evidence.ClaimID
	GraphVersion evidence.Version
	Moment       evidence.Moment
	Policy       basis.Policy
	Evidence     evidence.Subgraphs
	SHA256       string `json:"sha256"`
}
