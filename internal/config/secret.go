package config

import (
	"fmt"
	"io"
	"log/slog"
)

const redacted = "[redacted]"

// Secret is a text that no printer, log or encoder shows: every way of writing it gives "[redacted]", or nothing where
// it is empty. [Secret.Reveal] is the one way to it. The zero Secret is the empty one.
type Secret struct {
	// text is a pointer because a printer that may not call the methods, of an unexported field say, shows an address
	// then.
	text *string
}

// NewSecret returns text as a secret.
func NewSecret(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{text: &text}
}

// Reveal returns the text itself, for the one who must send it.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// Equal reports whether the texts are the same.
func (s Secret) Equal(other Secret) bool { return s.Reveal() == other.Reveal() }

// String returns "[redacted]", or "" where the secret is empty.
func (s Secret) String() string {
	if s.text == nil {
		return ""
	}
	return redacted
}

// Format writes [Secret.String] whatever the verb.
func (s Secret) Format(f fmt.State, _ rune) {
	_, _ = io.WriteString(f, s.String()) // a formatter has nowhere to report to
}

// LogValue returns [Secret.String] for the log.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText returns [Secret.String] for JSON, YAML and the like.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }
