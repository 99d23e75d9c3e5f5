package evidence

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is the first part of a global id: what sort of thing the id names.
type Kind string

// The kinds of nodes and, below them, of links.
const (
	KindClaim        Kind = "claim"
	KindSource       Kind = "source"
	KindOutlet       Kind = "outlet"
	KindOrganization Kind = "organization"
	KindPerson       Kind = "person"
	KindReview       Kind = "review"

	KindStatement     Kind = "statement"
	KindDerivation    Kind = "derivation"
	KindCorroboration Kind = "corroboration"
	KindOwnership     Kind = "ownership"
	KindFunding       Kind = "funding"
	KindSameness      Kind = "same"
	KindRelation      Kind = "relation"
	KindConfirmation  Kind = "confirmation"
	KindInterest      Kind = "interest"
	KindLeaning       Kind = "leaning"
)

// NodeKinds returns the kinds of nodes, in the order in which a batch is written.
func NodeKinds() []Kind {
	return []Kind{KindOrganization, KindPerson, KindOutlet, KindSource, KindClaim, KindReview}
}

// LinkKinds returns the kinds of links, in the order in which a batch is written.
func LinkKinds() []Kind {
	return []Kind{
		KindStatement, KindDerivation, KindCorroboration, KindOwnership, KindFunding, KindSameness, KindRelation,
		KindConfirmation, KindInterest, KindLeaning,
	}
}

// Valid reports whether k is one of the kinds of this package.
func (k Kind) Valid() bool { return k.IsNode() || k.IsLink() }

// IsNode reports whether k is a kind of node.
func (k Kind) IsNode() bool { return slices.Contains(NodeKinds(), k) }

// IsLink reports whether k is a kind of link.
func (k Kind) IsLink() bool { return slices.Contains(LinkKinds(), k) }

// One returns the kind with its article: "a claim", "an outlet".
func (k Kind) One() string {
	if strings.IndexAny(string(k), "aeiou") == 0 {
		return "an " + string(k)
	}
	return "a " + string(k)
}

// ID is a global id of any kind, "kind:key".
type ID string

// The typed ids. Each holds the whole global id, kind included.
type (
	// ClaimID is the global id of a [Claim], "claim:key".
	ClaimID string
	// SourceID is the global id of a [Source], "source:key".
	SourceID string
	// OutletID is the global id of an [Outlet], "outlet:key".
	OutletID string
	// OrganizationID is the global id of an [Organization], "organization:key".
	OrganizationID string
	// PersonID is the global id of a [Person], "person:key".
	PersonID string
	// ReviewID is the global id of a [ClaimReview], "review:key".
	ReviewID string
	// StatementID is the global id of a [Statement], "statement:hash".
	StatementID string
	// DerivationID is the global id of a [Derivation], "derivation:hash".
	DerivationID string
	// CorroborationID is the global id of a [Corroboration], "corroboration:hash".
	CorroborationID string
	// OwnershipID is the global id of an [Ownership], "ownership:hash".
	OwnershipID string
	// FundingID is the global id of a [Funding], "funding:hash".
	FundingID string
	// SamenessID is the global id of a [Sameness], "same:hash".
	SamenessID string
	// RelationID is the global id of a [Relation], "relation:hash".
	RelationID string
	// InterestID is the global id of an [Interest], "interest:hash".
	InterestID string
	// LeaningID is the global id of a [Leaning], "leaning:hash".
	LeaningID string
	// ConfirmationID is the global id of a [Confirmation], "confirmation:hash".
	ConfirmationID string
)

// MaxKeyBytes is the longest key that an id may carry.
const MaxKeyBytes = 512

// Kind returns the part before the first colon where that is a known kind, else "".
func (id ID) Kind() Kind {
	head, _, found := strings.Cut(string(id), ":")
	if k := Kind(head); found && k.Valid() {
		return k
	}
	return ""
}

// Key returns the user's own part of the id: what follows "kind:", or the whole text where no known kind stands first.
func (id ID) Key() string {
	if id.Kind() == "" {
		return string(id)
	}
	_, key, _ := strings.Cut(string(id), ":")
	return key
}

// ParseID reads a global id of any kind. The error has code [Invalid].
func ParseID(text string) (ID, error) {
	id := ID(text)
	if id.Kind() == "" {
		return "", Invalidf("id", "%q is not a global id; expected kind:key, such as claim:c1 or source:s1", text)
	}
	return id, checkKey("id", id.Key())
}

// ParseKey reads an id where the kind is known: a global id of that kind, or a bare key, to which the kind is added.
// The error has code [Invalid] and names a wrong kind or an unusable key.
func ParseKey[T ~string](kind Kind, text string) (T, error) {
	id := ID(text)
	switch id.Kind() {
	case kind:
	case "":
		id = ID(string(kind) + ":" + text)
	default:
		return "", Invalidf("id", "%q names %s where %s is expected", text, id.Kind().One(), kind.One())
	}
	return T(id), checkKey("id", id.Key())
}

func checkKey(field, key string) error {
	switch {
	case key == "":
		return Invalidf(field, "the key is empty; expected 1 to %d bytes", MaxKeyBytes)
	case len(key) > MaxKeyBytes:
		return Invalidf(field, "the key has %d bytes; expected at most %d", len(key), MaxKeyBytes)
	case !utf8.ValidString(key):
		return Invalidf(field, "the key %q is not UTF-8", key)
	case strings.TrimSpace(key) != key:
		return Invalidf(field, "the key %q begins or ends in white space", key)
	case strings.ContainsFunc(key, unicode.IsControl):
		return Invalidf(field, "the key %q contains a control character", key)
	}
	return nil
}

// checkTyped reports whether an id field holds a usable global id of the kind.
func checkTyped(field string, kind Kind, id ID) error {
	if id == "" {
		return Invalidf(field, "missing; expected the id of %s", kind.One())
	}
	if got := id.Kind(); got != kind {
		return Invalidf(field, "%q is not the id of %s; expected %s:key", id, kind.One(), kind)
	}
	return checkKey(field, id.Key())
}

// HashKey makes a key of 26 letters and digits from parts: the first 13 bytes of the SHA-256 of the parts in NFC, each
// preceded by its length, so that no two lists of parts run together.
func HashKey(parts ...string) string {
	var room [256]byte // enough for most, so that nothing is allocated
	text := room[:0]
	for _, part := range parts {
		part = NFC(part)
		text = strconv.AppendInt(text, int64(len(part)), 10)
		text = append(text, ':')
		text = append(text, part...)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:13])
}

func hashID(kind Kind, parts ...string) ID { return ID(string(kind) + ":" + HashKey(parts...)) }
