package credits_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/credits"
)

// TestCredits has a line of every form and language, and what a person reads in it: "AGENCY FORM words", one a line.
func TestCredits(t *testing.T) {
	for text, want := range map[string]string{
		"Shares rose on Monday. (AP)":                                        "AP CREDIT (AP)",
		"Shares rose on Monday. (Reuters)\n":                                 "Reuters CREDIT (Reuters)",
		"Shares rose on Monday.\n— AFP":                                      "AFP CREDIT AFP",
		"Shares rose on Monday. - AFP.":                                      "AFP CREDIT AFP",
		"LONDON, Nov 3 (Reuters) - Shares rose.":                             "Reuters DATELINE (Reuters)",
		"BERLIN (dpa) Die Aktien stiegen.":                                   "dpa DATELINE (dpa)",
		"PARIS (AFP) – Les actions ont monté.":                               "AFP DATELINE (AFP)",
		"BEIJING, Nov. 3 (Xinhua) -- Shares rose.":                           "Xinhua DATELINE (Xinhua)",
		"МОСКВА, 3 ноября. /ТАСС/. Акции выросли.":                           "TASS DATELINE /ТАСС/",
		"(ANSA) - ROMA, 03 NOV - Le azioni sono salite.":                     "ANSA DATELINE (ANSA)",
		"AP — Shares rose.":                                                  "AP DATELINE AP",
		"By Jane Doe, Associated Press\nShares rose.":                        "AP BYLINE By Jane Doe, Associated Press",
		"By The Associated Press\nShares rose.":                              "AP BYLINE By The Associated Press",
		"Von Jana Muster, dpa\nDie Aktien stiegen.":                          "dpa BYLINE Von Jana Muster, dpa",
		"Shares rose.\nReporting by Jane Doe in London; Editing by John Roe": " REPORTING Reporting by Jane Doe in London; Editing by John Roe",
		"Shares rose.\n(Reporting by Jane Doe; Editing by John Roe)":         " REPORTING Reporting by Jane Doe; Editing by John Roe",
		"Die Aktien stiegen.\ndpa":                                           "dpa CREDIT dpa",
		"Die Aktien stiegen.\nQuelle: dpa":                                   "dpa CREDIT dpa",
		"Las acciones subieron.\nFuente: EFE":                                "EFE CREDIT EFE",
		"Shares rose.\nSource: Anadolu Agency":                               "Anadolu CREDIT Anadolu Agency",
		"Shares rose. (AP/dpa)":                                              "AP CREDIT (AP/dpa)\ndpa CREDIT (AP/dpa)",
		"Die Aktien stiegen. (mit Material von dpa)":                         "dpa MATERIAL (mit Material von dpa)",
		"Die Aktien stiegen.\nMit Material von dpa":                          "dpa MATERIAL Mit Material von dpa",
		"Les actions ont monté. (avec AFP)":                                  "AFP MATERIAL (avec AFP)",
		"Las acciones subieron, con información de EFE.":                     "EFE MATERIAL con información de EFE",
		"Shares rose. With files from The Canadian Press":                    "Canadian Press MATERIAL With files from The Canadian Press",
		"Nach Angaben von Reuters stiegen die Aktien.":                       "Reuters ATTRIBUTION Nach Angaben von Reuters",
		"Wie die Nachrichtenagentur Reuters berichtet, stiegen die Aktien.":  "Reuters ATTRIBUTION Reuters berichtet",
		"Laut der Nachrichtenagentur AFP stiegen die Aktien.":                "AFP ATTRIBUTION Laut der Nachrichtenagentur AFP",
		"Акции выросли, по данным ТАСС, на треть.":                           "TASS ATTRIBUTION по данным ТАСС",
		"Акции выросли, сообщает РИА Новости со ссылкой на Интерфакс.": "RIA Novosti ATTRIBUTION сообщает РИА Новости\nInterfax ATTRIBUTION со ссылкой на Интерфакс",
		"Les actions ont monté, selon l’AFP.":               "AFP ATTRIBUTION selon l’AFP",
		"Shares rose, he told Bloomberg on Monday.":         "Bloomberg ATTRIBUTION told Bloomberg",
		"Shares rose, the UPI news agency reported.":        "UPI ATTRIBUTION UPI news agency reported",
		"Shares rose, according to Kyodo News, by a third.": "Kyodo ATTRIBUTION according to Kyodo News",
		"据路透社报道，股价上涨。":                                      "Reuters ATTRIBUTION 据路透社",
		"NEW DELHI: Shares rose. (PTI)":                     "PTI CREDIT (PTI)",
		"New Delhi [India], November 3 (ANI): Shares rose.": "ANI DATELINE (ANI)",
		"Shares rose.\nPA Media":                            "PA Media CREDIT PA Media",

		"COLUMBUS, Ohio (AP) — Shares rose.":                                      "AP DATELINE (AP)",
		"RIO DE JANEIRO (AP) _ Shares rose.":                                      "AP DATELINE (AP)",
		"Berlin (dpa) - Die Aktien stiegen.":                                      "dpa DATELINE (dpa)",
		"Frankfurt am Main (dpa/lhe) - Die Aktien stiegen.":                       "dpa DATELINE (dpa/lhe)",
		"Frankfurt (dpa-AFX) - Die Aktien stiegen.":                               "dpa DATELINE (dpa-AFX)",
		"WASHINGTON (AP/Reuters) - Shares rose.":                                  "AP DATELINE (AP/Reuters)\nReuters DATELINE (AP/Reuters)",
		"Paris, 3 mars 2024 (AFP) - Les actions ont monté.":                       "AFP DATELINE (AFP)",
		"Madrid, 3 nov (EFE).- Las acciones subieron.":                            "EFE DATELINE (EFE)",
		"Santa Cruz, 3 de mayo (EFE).- Las acciones subieron.":                    "EFE DATELINE (EFE)",
		"Roma (ANSA) - Le azioni sono salite.":                                    "ANSA DATELINE (ANSA)",
		"New Delhi, Mar 3 (PTI) Shares rose on Sunday.":                           "PTI DATELINE (PTI)",
		"Mumbai, Nov 3 (IANS) Shares rose on Sunday.":                             "IANS DATELINE (IANS)",
		"TOKYO, Nov. 3 (Kyodo) -- Shares rose.":                                   "Kyodo DATELINE (Kyodo)",
		"SEOUL, Nov. 3 (Yonhap) -- Shares rose.":                                  "Yonhap DATELINE (Yonhap)",
		"ANKARA (AA) - Shares rose.":                                              "Anadolu DATELINE (AA)",
		"MOSCOW, November 3. /TASS/. Shares rose.":                                "TASS DATELINE /TASS/",
		"MOSCOW. Nov 3 (Interfax) - Shares rose.":                                 "Interfax DATELINE (Interfax)",
		"Shares rose.\n© AFP":                                                     "AFP CREDIT AFP",
		"Shares rose.\n© 2024 Agence France-Presse":                               "AFP CREDIT Agence France-Presse",
		"Shares rose.\nCopyright 2024 The Associated Press. All rights reserved.": "AP CREDIT The Associated Press",
		"Shares rose.\nSource: AFP, Reuters":                                      "AFP CREDIT AFP, Reuters\nReuters CREDIT AFP, Reuters",
		"Shares rose.\nThe Associated Press contributed to this report.":          "AP MATERIAL The Associated Press",
		"Shares rose.\n(AP) Jane Doe in Rome contributed to this report.":         "AP MATERIAL AP",
		"Shares rose.\n(Additional reporting by Jane Doe)":                        " REPORTING reporting by Jane Doe",
		"Shares rose.\n(Writing by Jane Doe; Editing by John Roe)":                " REPORTING Writing by Jane Doe; Editing by John Roe",
		"Shares rose.\nCompiled by Jane Doe":                                      " REPORTING Compiled by Jane Doe",
		"Shares rose, he said. (Editing by John Roe)":                             " REPORTING Editing by John Roe",

		"The shares rose, Reuters reported (AP) - and fell.":       "Reuters ATTRIBUTION Reuters reported",
		"NATO said it had agreed with them (AP) and left.":         "",
		"The Advanced Placement (AP) course begins in the autumn.": "",
		"She was praised for reporting by her editor.":             "",
		"Ani went home. The ap was new, and so was the efe.":       "", // no agencies
		"Bloomberg, the founder, ran for mayor.":                   "", // in no known form
		"Shares rose. Photo (AP)":                                  "", // a picture's credit
		"PITTSBURGH (PA) - Shares rose.":                           "", // Pennsylvania
		"She joined the American Psychological Association (APA).": "",
		"He sued Reuters in May.":                                  "",
		"":                                                         "",
	} {
		var got []string
		for _, c := range credits.Find(text) {
			if text[c.Start:c.End] != c.Words {
				t.Errorf("%q: %d to %d is %q, not %q", text, c.Start, c.End, text[c.Start:c.End], c.Words)
			}
			got = append(got, c.Agency+" "+string(c.Form)+" "+c.Words)
		}
		if diff := cmp.Diff(want, strings.Join(got, "\n")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestAgencies(t *testing.T) {
	for written, name := range credits.AliasesOf() {
		text := "Text.\n(" + written + ")"
		got := credits.Find(text)
		if len(got) != 1 || got[0].Agency != name || got[0].Form != credits.FormCredit {
			t.Errorf("%q is not read as %s: %+v", text, name, got)
		}
	}
}

func FuzzCredits(f *testing.F) {
	for _, seed := range []string{
		"LONDON (Reuters) - x", "/ТАСС/", "((((AP", "AP/AFP/dpa", "Reporting by", "（新华社）", "By\nAP", "selon l'AFP\xff",
		"AP)AP(AP",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range credits.Find(text) {
			if c.Start < 0 || c.End > len(text) || c.Start >= c.End || text[c.Start:c.End] != c.Words {
				t.Fatalf("%q: %+v is not in the text", text, c)
			}
			if utf8.ValidString(text) && !utf8.ValidString(c.Words) {
				t.Fatalf("%q: %q cuts a character", text, c.Words)
			}
		}
	})
}
