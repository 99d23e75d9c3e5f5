package charsets_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/charsets"
)

// in returns a text in an encoding.
func in(t testing.TB, name, text string) string {
	t.Helper()
	e, err := htmlindex.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return encoded
}

const (
	russian  = "Паром через реку снова ходит, сообщили в порту в понедельник."
	czech    = "Příliš žluťoučký kůň úpěl ďábelské ódy o starém mostě přes řeku."
	polish   = "Prom przez rzekę znów pływa, ogłosił w piątek zarząd portu; źródła milczą."
	french   = "Le bac traverse à nouveau la rivière, a annoncé lundi le port. Où ça ? Là-bas, près de la forêt."
	german   = "Die Fähre über den Fluß fährt wieder, hieß es am Montag aus Köln."
	greek    = "Το πλοίο διασχίζει ξανά τον ποταμό, ανακοίνωσε το λιμάνι."
	japanese = "渡し船の運航が月曜日に再開されたと港が発表した。テストです。"
	turkish  = "Feribot yeniden çalışıyor, dedi liman müdürlüğü; gemiler şimdi bağlı değil."
)

func read(text string, hints charsets.Hints) (string, error) {
	got, err := io.ReadAll(charsets.NewReader(strings.NewReader(text), hints))
	return string(got), err
}

func TestTheBytesDecide(t *testing.T) {
	for _, c := range []struct{ what, written, declared, language, text string }{
		{"as declared", "windows-1251", "windows-1251", "", russian},
		{"UTF-8 declared as something else", "utf-8", "windows-1251", "", russian},
		{"UTF-8 declared as UTF-16", "utf-8", "utf-16", "", russian},
		{"UTF-8 not declared", "utf-8", "", "", german},
		{"Windows-1251 declared as UTF-8", "windows-1251", "utf-8", "", russian},
		{"Windows-1251 declared as Latin-1", "windows-1251", "iso-8859-1", "", russian},
		{"Windows-1251 not declared", "windows-1251", "", "", russian},
		{"KOI8 declared as Windows-1251", "koi8-r", "windows-1251", "", russian},
		{"Windows-1251 declared as KOI8", "windows-1251", "koi8-r", "", russian},
		{"DOS not declared", "ibm866", "", "", russian},
		{"ISO-8859-5 declared as Windows-1251", "iso-8859-5", "windows-1251", "", russian},
		{"a short title", "windows-1251", "utf-8", "", "Мост закрыт"},
		{"Latin-1 as declared", "windows-1252", "iso-8859-1", "", french},
		{"Latin-1 declared as Windows-1251", "windows-1252", "windows-1251", "fr", french},
		{"Latin-1 declared as UTF-8", "windows-1252", "utf-8", "de-AT", german},
		{"Czech declared as Latin-1", "windows-1250", "iso-8859-1", "cs", czech},
		{"Polish in ISO", "iso-8859-2", "", "pl", polish},
		{"Polish in Windows-1250", "windows-1250", "", "pl", polish},
		{"Greek", "windows-1253", "utf-8", "el", greek},
		{"Turkish", "windows-1254", "", "tr", turkish},
		{"Japanese as declared", "euc-jp", "euc-jp", "", japanese},
		{"Japanese declared as another", "euc-jp", "iso-8859-1", "ja", japanese},
		{"Japanese with escapes", "iso-2022-jp", "iso-2022-jp", "", japanese},
		{"Chinese as declared", "gbk", "gb2312", "", "渡船星期一恢复运行。"},
	} {
		for _, before := range []string{"", strings.Repeat("<p>plain</p> ", 10_000)} { // the letters begin late
			got, err := read(in(t, c.written, before+c.text),
				charsets.Hints{Declared: c.declared, Language: c.language})
			if err != nil || got != before+c.text {
				t.Errorf("%s: %.200q, %v; want %q", c.what, got, err, c.text)
			}
		}
	}
}

func TestWhatIsNotCertainIsRefused(t *testing.T) {
	for _, c := range []struct{ what, written, declared, language, text, want string }{
		{
			"Latin-1 declared as UTF-8", "windows-1252", "utf-8", "", german,
			"it is not UTF-8 (byte 0xe4 at byte 6) nor certain to be utf-8, as it says; save it as UTF-8",
		},
		{"Latin-1 not declared", "windows-1252", "", "", french, "it is not UTF-8"},
		{"Czech not declared", "windows-1250", "", "", czech, "it is not UTF-8"},
		{"Greek declared as Cyrillic", "windows-1253", "windows-1251", "", greek, "nor certain to be windows-1251"},
		{"an unknown name", "windows-1252", "x-mine", "", german, "nor certain to be x-mine"},
		{"too few letters", "windows-1251", "utf-8", "", "Да", "it is not UTF-8"},
	} {
		got, err := read(in(t, c.written, c.text), charsets.Hints{Declared: c.declared, Language: c.language})
		if !errors.Is(err, charsets.ErrUncertain) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %q, %v; want an error that says %q", c.what, got, err, c.want)
		}
	}
	for encoding, want := range map[string]string{
		"windows-1252": in(t, "windows-1252", german), "utf-16le": german, "utf-8": german,
	} {
		if got, err := io.ReadAll(charsets.NewTable(strings.NewReader(in(t, encoding, german)))); err != nil ||
			string(got) != want {
			t.Errorf("a table in %s: %q, %v; want %q", encoding, got, err, want)
		}
	}
	if _, err := read(russian+"\xd0", charsets.Hints{}); err != nil && !errors.Is(err, charsets.ErrUncertain) {
		t.Errorf("a text that is cut in a letter: %v", err)
	}
}

func TestUnicodeOfMoreBytes(t *testing.T) {
	text := "<?xml version=\"1.0\"?><a>" + russian + "</a>"
	for what, encoded := range map[string]func() (string, error){
		"LE": func() (string, error) {
			return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(text)
		},
		"BE": func() (string, error) {
			return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(text)
		},
		"LE with mark": func() (string, error) {
			return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
		},
		"BE with mark": func() (string, error) {
			return unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(text)
		},
		"32 bits": func() (string, error) {
			return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM).NewEncoder().String(text)
		},
		"UTF-8 mark": func() (string, error) { return "\ufeff" + text, nil },
	} {
		raw, err := encoded()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := read(raw, charsets.Hints{Declared: "utf-8"}); err != nil || got != text {
			t.Errorf("%s: %q, %v", what, got, err)
		}
		plain, wide := charsets.Narrow(strings.NewReader(raw))
		narrow, err := io.ReadAll(plain)
		if got := strings.TrimPrefix(string(narrow), "\ufeff"); err != nil || got != text ||
			wide != (what != "UTF-8 mark") {
			t.Errorf("%s, made narrow: %q, %t, %v", what, got, wide, err)
		}
	}
	for _, text := range []string{"", "a", "ab", "\x00\x00\x00\x00\x00\x00\x00\x00\x00", "GIF89a\x01\x00\x01\x00\x80"} {
		plain, wide := charsets.Narrow(strings.NewReader(text))
		if got, err := io.ReadAll(plain); err != nil || string(got) != text || wide {
			t.Errorf("%q is %q, %t, %v; want it as it is", text, got, wide, err)
		}
	}
}

func TestHintsIn(t *testing.T) {
	for head, want := range map[string]charsets.Hints{
		`<?xml version='1.0' encoding='KOI8-R'?><rss xml:lang="ru-RU">`: {
			Declared: "KOI8-R", Language: "ru",
		},
		`<rss><channel><language>pt-br</language>`: {
			Language: "pt",
		},
		`<html lang=cs><head><meta charset=windows-1250>`: {
			Declared: "windows-1250", Language: "cs",
		},
		`<html><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"/>` +
			`<body lang=x>`: {Declared: "iso-8859-2"},
		`charset=utf-8`: {},
	} {
		if got := charsets.HintsIn([]byte(head)); got != want {
			t.Errorf("%s: %+v; want %+v", head, got, want)
		}
	}
}

// What was not declared is said, so that a person can look at it.
func TestGuessed(t *testing.T) {
	for _, c := range []struct{ declared, written, want string }{
		{"windows-1251", "windows-1251", ""}, {"utf-8", "windows-1251", "windows-1251"}, {"", "koi8-r", "koi8-u"},
		{"windows-1251", "utf-8", ""},
	} {
		r := charsets.NewReader(strings.NewReader(in(t, c.written, russian)), charsets.Hints{Declared: c.declared})
		if _, err := io.ReadAll(r); err != nil || r.Guessed() != c.want {
			t.Errorf("%s that says %q: guessed %q, %v; want %q", c.written, c.declared, r.Guessed(), err, c.want)
		}
	}
}

// However a text comes in pieces, UTF-8 stays what it is, and ends with the error of what it was read from.
func TestUTF8StaysAsItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		got, err := io.ReadAll(charsets.NewReader(iotest.OneByteReader(strings.NewReader("x"+text)),
			charsets.Hints{Declared: "windows-1251"}))
		if err == nil && string(got) != "x"+text {
			t.Fatalf("%q is %q", text, got)
		}
	})
	broken := errors.New("broken")
	if _, err := io.ReadAll(charsets.NewReader(io.MultiReader(strings.NewReader("abc"), iotest.ErrReader(broken)),
		charsets.Hints{})); !errors.Is(err, broken) {
		t.Errorf("the error is %v; want that of what is read", err)
	}
}
