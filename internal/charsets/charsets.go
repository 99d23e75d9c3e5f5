// Package charsets reads text in whatever encoding it is in as UTF-8. The bytes decide: what a document declares, and
// the language that it says it is in, count as far as they agree with the bytes. What is not certain is refused: wrong
// letters are worse than none.
package charsets

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"
)

// Hints are what a document says of itself.
type Hints struct {
	Declared string // the name of its encoding; "" = it does not say
	Language string // such as "pt-BR"
}

var (
	declaredIn = regexp.MustCompile(`(?i)<\?xml[^>]*\sencoding\s*=\s*["']\s*([\w.:-]+)` +
		`|<meta[^>]*\scharset\s*=\s*["']?\s*([\w.:-]+)` +
		`|<meta[^>]*content\s*=\s*["'][^"'>]*charset\s*=\s*([\w.:-]+)`)
	languageIn = regexp.MustCompile(`(?i)<(?:html|rss|feed|[\w:]*RDF)\b[^>]*\blang\s*=\s*["']?\s*([a-z]{2,3})` +
		`|<(?:dc:)?language>\s*([a-z]{2,3})`)
)

// HintsIn returns what a document of XML or HTML says of itself at its beginning.
func HintsIn(head []byte) Hints {
	return Hints{Declared: found(declaredIn, head), Language: found(languageIn, head)}
}

// found returns the first group of a pattern that is not empty.
func found(pattern *regexp.Regexp, text []byte) string {
	if m := pattern.FindSubmatch(text); m != nil {
		return string(bytes.Join(m[1:], nil))
	}
	return ""
}

// window is how much of a text is looked at from its first byte on that is not ASCII.
const window = 64 << 10

// ErrUncertain is why a text is refused: its encoding cannot be known.
var ErrUncertain = errors.New("its encoding is not certain")

// Reader reads a text as UTF-8, without a byte order mark.
type Reader struct {
	in    *bufio.Reader
	hints Hints
	asIs  bool // what is uncertain is passed on as it is
	begun bool
	read  int64     // bytes passed on so far, all of them ASCII
	out   io.Reader // once the encoding is known
	taken string    // see Guessed
}

// Guessed returns the encoding that the text was read in, if it is not the one that it names; "" for UTF-8 and for
// what has not been read so far.
func (r *Reader) Guessed() string { return r.taken }

// NewReader returns a reader of a text. Where its encoding is not certain its error is an [ErrUncertain].
func NewReader(in io.Reader, hints Hints) *Reader {
	return &Reader{in: bufio.NewReaderSize(in, window), hints: hints}
}

// NewTable returns a reader of a text whose rows are judged one by one: where its encoding is not certain its bytes are
// passed on as they are, for the rows that have some to be refused.
func NewTable(in io.Reader) *Reader {
	r := NewReader(in, Hints{})
	r.asIs = true
	return r
}

// NewMarkup returns a reader of a document of XML or HTML, which says itself what it is.
func NewMarkup(in io.Reader) *Reader {
	const declarations = 4096
	r := NewReader(in, Hints{})
	head, _ := r.in.Peek(declarations) // a shorter document is all there; another error comes again when it is read
	r.hints = HintsIn(head)
	return r
}

// Read implements io.Reader.
func (r *Reader) Read(p []byte) (int, error) {
	if !r.begun {
		r.begin()
	}
	if r.out != nil || len(p) == 0 {
		if r.out == nil {
			return 0, nil
		}
		return r.out.Read(p)
	}
	if _, err := r.in.Peek(1); err != nil {
		return 0, err
	}
	some, _ := r.in.Peek(min(r.in.Buffered(), len(p))) // it is there
	if n := ascii(some); n > 0 {
		copy(p, some[:n])
		_, _ = r.in.Discard(n) // it is there
		r.read += int64(n)
		return n, nil
	}
	if err := r.decide(); err != nil {
		return 0, err
	}
	return r.out.Read(p)
}

// ascii returns how many bytes a text begins with that are ASCII.
func ascii(text []byte) int {
	for i, c := range text {
		if c >= utf8.RuneSelf {
			return i
		}
	}
	return len(text)
}

// begin looks for byte order marks, and for encodings that have no byte that is not ASCII.
func (r *Reader) begin() {
	r.begun = true
	if wide := wideOf(r.in); wide != nil {
		r.out = wide
		return
	}
	head, _ := r.in.Peek(3) // a shorter text has no mark; another error comes again when it is read
	if bytes.Equal(head, []byte("\xef\xbb\xbf")) {
		_, _ = r.in.Discard(3) // it is there
		r.out = r.in
		return
	}
	if head, _ = r.in.Peek(window); strings.EqualFold(r.hints.Declared, "iso-2022-jp") && ascii(head) == len(head) {
		r.decodeAs(encodingOf(r.hints.Declared))
	}
}

func (r *Reader) decodeAs(e encoding.Encoding) { r.out = transform.NewReader(r.in, e.NewDecoder()) }

// decide finds the encoding from the bytes that come next, the first of which is not ASCII.
func (r *Reader) decide() error {
	sample, err := r.in.Peek(window)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if utf8.Valid(wholeRunes(sample)) {
		r.out = r.in
		return nil
	}
	switch e := guess(sample, r.hints); {
	case e != nil:
		if e != encodingOf(r.hints.Declared) {
			r.taken, _ = htmlindex.Name(e) // it was found by its name
		}
		r.decodeAs(e)
	case r.asIs:
		r.out = r.in
	default:
		return r.uncertain(sample)
	}
	return nil
}

// uncertain says why the text is refused.
func (r *Reader) uncertain(sample []byte) error {
	at := 0
	for at < len(sample) {
		c, size := utf8.DecodeRune(sample[at:])
		if c == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	said := ""
	if r.hints.Declared != "" {
		said = fmt.Sprintf(" nor certain to be %s, as it says", strings.ToLower(r.hints.Declared))
	}
	return fmt.Errorf("%w: it is not UTF-8 (byte 0x%02x at byte %d)%s; save it as UTF-8", ErrUncertain,
		sample[min(at, len(sample)-1)], r.read+int64(at)+1, said)
}

// wholeRunes leaves out a rune of UTF-8 that is cut at the end of a sample.
func wholeRunes(sample []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(sample); n++ {
		if c := sample[len(sample)-n]; utf8.RuneStart(c) {
			if c >= utf8.RuneSelf && !utf8.FullRune(sample[len(sample)-n:]) {
				return sample[:len(sample)-n]
			}
			break
		}
	}
	return sample
}

// encodingOf returns the encoding of a name, nil if there is none, or if it is one of Unicode, which the bytes
// show.
func encodingOf(name string) encoding.Encoding {
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil
	}
	if canonical, err := htmlindex.Name(e); err != nil || strings.HasPrefix(canonical, "utf-") ||
		canonical == "replacement" {
		return nil
	}
	return e
}

// Narrow returns a text in UTF-16 or UTF-32 as UTF-8, and every other one as it is: these are recognised by their
// marks and by their zeros, whatever the text is. wide reports whether it is in one of these.
func Narrow(in io.Reader) (text io.Reader, wide bool) {
	buffered := bufio.NewReaderSize(in, 4096)
	if text := wideOf(buffered); text != nil {
		return text, true
	}
	return buffered, false
}

// wideOf returns the text of a document in UTF-16 or UTF-32; nil where it is in neither.
func wideOf(in *bufio.Reader) io.Reader {
	const enough = 256
	head, _ := in.Peek(enough) // a shorter text is all there; another error comes again when it is read
	big, little := unicode.UTF16(unicode.BigEndian, unicode.UseBOM), unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	var e encoding.Encoding
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe\x00\x00")):
		e = utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case bytes.HasPrefix(head, []byte("\x00\x00\xfe\xff")):
		e = utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	case bytes.HasPrefix(head, []byte("\xff\xfe")), zerosAt(head, 1):
		e = little
	case bytes.HasPrefix(head, []byte("\xfe\xff")), zerosAt(head, 0):
		e = big
	default:
		return nil
	}
	return transform.NewReader(in, e.NewDecoder())
}

// zerosAt reports whether a text is of two bytes a character, of which that at an index is zero in the first two, and
// more often than the other one in all.
func zerosAt(head []byte, index int) bool {
	const enough = 4
	if len(head) < enough || head[index] != 0 || head[index+2] != 0 || head[1-index] == 0 || head[3-index] == 0 {
		return false
	}
	zeros := [2]int{}
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	return zeros[index] > 8*zeros[1-index]
}
