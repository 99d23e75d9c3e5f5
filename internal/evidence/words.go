package evidence

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
)

// MaxWordsBytes is how long the words of one source may be, in bytes of UTF-8.
const MaxWordsBytes = 2 << 20

// Fingerprint stands for the words of a source: the first 16 bytes of the SHA-256 of its text, in 32 small hexadecimal
// digits; "" = the words are not known. Two sources of one fingerprint have the same words to the letter.
type Fingerprint string

var fingerprintForm = regexp.MustCompile(`^[0-9a-f]{32}$`)

// Valid reports whether f has the form of a fingerprint.
func (f Fingerprint) Valid() bool { return fingerprintForm.MatchString(string(f)) }

func (f Fingerprint) validate() error {
	if f != "" && !f.Valid() {
		return Invalidf("text", "%q is no fingerprint; expected 32 hexadecimal digits", f)
	}
	return nil
}

// FingerprintOf returns the fingerprint of a text, "" of none.
func FingerprintOf(text string) Fingerprint {
	if text == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(text))
	return Fingerprint(hex.EncodeToString(sum[:16]))
}

// CheckWords refuses what cannot be the words of a source: text that is not UTF-8, that has a NUL, or that is longer
// than [MaxWordsBytes]. The error has code [CodeInvalid] and names the field text.
func CheckWords(text string) error { return checkLength("text", text, MaxWordsBytes) }

// Words keeps what sources say word for word, each text once, whatever sources have it: a [Source] names its text by
// fingerprint, so that whoever reads sources does not read their words too. A text is never changed; a source that is
// given another one names another fingerprint, and its former record the former one.
type Words interface {
	// Words returns the texts of fingerprints. What the graph does not have is absent and no error: a source may be
	// recorded with the fingerprint alone. The caller bounds how much it asks for: all of it is held at once.
	Words(ctx context.Context, fingerprints []Fingerprint) (map[Fingerprint]string, error)
}
