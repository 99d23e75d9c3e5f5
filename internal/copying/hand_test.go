package copying_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/copying"
	"github.com/credence-graph/credence/internal/evidence"
)

// Two paragraphs of 26 and 25 words, and one of 25 of other words.
const (
	harbour = "The harbour of the old town was closed on Monday after divers found a mine from the last war under the quay, the mayor told residents."
	ferries = "Ferries to the islands leave from the naval base for the time being; tickets stay valid, and buses run there from the station every hour."
	weather = "Meteorologists expect a mild winter with little snow below eight hundred metres, but warn that single storms along the northern coast could still turn violent."
)

func oneCopy(t *testing.T, texts ...copying.Text) copying.Copy {
	t.Helper()
	r := find(t, copying.InMemory(texts), copying.TextOptions{})
	if len(r.Copies) != 1 {
		t.Fatalf("%d copies, expected one: %+v", len(r.Copies), r.Copies)
	}
	return r.Copies[0]
}

// TestContained has a text that took one paragraph whole: 22 shingles of 26 words, all in the longer text.
func TestContained(t *testing.T) {
	long := copying.Text{ID: "long", Published: "2024-05-01", Body: weather + "\n\n" + harbour + "\n" + ferries}
	short := copying.Text{ID: "short", Published: "2024-05-02", Body: strings.ToUpper(harbour)}
	got := oneCopy(t, long, short)
	start := len(weather) + 2
	want := copying.Copy{
		From: "short", To: "long", Kappa: 1, Detector: "text/2", Directed: true, Reason: copying.ByTime,
		Shared: 26, FromSize: 26, ToSize: 25 + 26 + 25,
		Passages: []copying.Passage{{
			Words: 26,
			From: copying.Span{Start: 0, End: len(harbour) - 1, Line: 1,
				Text: strings.ToUpper(strings.TrimSuffix(harbour, "."))},
			To: copying.Span{Start: start, End: start + len(harbour) - 1, Line: 3, Text: strings.TrimSuffix(harbour, ".")},
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestEdited has one word of 26 replaced, the 12th: 25 are left, in two passages.
func TestEdited(t *testing.T) {
	got := oneCopy(
		t, copying.Text{ID: "a", Body: harbour},
		copying.Text{ID: "b", Body: strings.Replace(harbour, "divers", "fishermen", 1)})
	if got.Kappa != 25.0/26 || got.Directed || got.From != "b" || got.To != "a" {
		t.Errorf("%+v", got)
	}
	if len(got.Passages) != 2 || got.Passages[0].Words != 14 || got.Passages[1].Words != 11 {
		t.Errorf("passages: %+v", got.Passages)
	}
}

// TestShared counts words by hand: letters are words, capitals those of the other text that are elsewhere, x is a word
// of no other.
func TestShared(t *testing.T) {
	const a = "a b c d e f g h i j k l m n o p q r s t u v w y"
	for name, c := range map[string]struct {
		a, b            string
		shared, smaller int
	}{
		"the same":        {a, a, 24, 24},
		"one replaced":    {a, strings.Replace(a, "f", "x", 1), 23, 24},
		"every fourth":    {a, "a b c x e f g x i j k x m n o x q r s x u v w x", 18, 24},
		"four replaced":   {a, strings.Replace(a, "f g h i", "x1 x2 x3 x4", 1), 20, 24},
		"one put in":      {a, strings.Replace(a, "f", "f x", 1), 24, 24},
		"one left out":    {a, strings.Replace(a, "f ", "", 1), 23, 23},
		"halves in turn":  {a, "m n o p q r s t u v w y a b c d e f g h i j k l", 24, 24},
		"in pairs alone":  {a, "a b x c d x e f x g h x i j x k l x m n x o p x", 0, 24},
		"single words":    {a, "x1 a x2 x3 x4 x5 c x6 x7 x8 x9 e x10 x11 x12 x13 g x14 x15 x16 x17 i x18 x19", 0, 24},
		"twice is once":   {a, a + " " + a, 24, 24},
		"within a longer": {"x1 x2 x3 x4 x5 x6 x7 x8 x9 x10 " + a + " x11 x12", a, 24, 24},
		"a quotation apart": {"“a b c d e f” g h i j k l m n o p q r s t u v w y z x1",
			"“a b c d e f” g h i j k l m n o p q r s t u v w y z x2", 19, 20},
		"a word in marks":      {strings.Replace(a, "f", "“f”", 1), a, 24, 24},
		"little but quoted":    {"x1 x2 x3 x4 x5 “" + a + "”", "x6 x7 x8 x9 x10 “" + a + "”", 0, 29},
		"and the little too":   {"z1 z2 z3 z4 z5 “" + a + "”", "z1 z2 z3 z4 z5 “" + a + "”", 29, 29},
		"nothing but quoted":   {"“" + a + "”", "“" + a + "”", 0, 24},
		"letters of six":       {"水一二三四五六七八九十山川日月火木金土风", "天一二三四五六七八九十人口手足目耳口鼻", 10, 19},
		"letters of five only": {"水一二三四五山川日月火木金土风云雨雪电", "天一二三四五人口手足目耳鼻心头发身舌牙", 0, 19},
	} {
		for range 2 {
			if shared, smaller, _ := copying.Measure(c.a, c.b); shared != c.shared || smaller != c.smaller {
				t.Errorf("%s: %d of %d words; want %d of %d", name, shared, smaller, c.shared, c.smaller)
			}
			c.a, c.b = c.b, c.a
		}
	}
}

// TestEnough has the least that makes a copy: of 20 words 12, of 40 22, of 100 40, of 300 100.
func TestEnough(t *testing.T) {
	for _, c := range []struct{ words, shared int }{{20, 12}, {40, 22}, {100, 40}, {300, 100}} {
		for off, want := range map[int]bool{0: true, -1: false} {
			var a, b []string
			for i := range c.words {
				a, b = append(a, fmt.Sprintf("a%d", i)), append(b, fmt.Sprintf("b%d", i))
			}
			copy(b, a[:c.shared+off])
			if shared, _, isCopy := copying.Measure(strings.Join(a, " "), strings.Join(b, " ")); isCopy != want ||
				shared != c.shared+off {
				t.Errorf(
					"%d of %d words: a copy is %v, %d found; want %v, %d", c.shared+off, c.words, isCopy, shared, want, c.shared+off)
			}
		}
	}
}

// TestSameEvent has three reports of one event, each in its own words but for names, figures and set phrases, and two
// papers that use one statement: none copies another.
func TestSameEvent(t *testing.T) {
	texts := []string{
		"ORMSTAD, May 6 - A magnitude 5.4 earthquake struck the western coast of Ormland early on Monday, killing at least three people and damaging dozens of " +
			"houses in the port of Ormstad, the interior ministry said. The quake hit at a depth of 12 kilometres at 4:17 a.m. local time. Interior Minister Nora Field " +
			"told reporters that rescue teams were searching two collapsed buildings. Power was cut in most of the town, and trains between Ormstad and the capital were suspended.",
		"At least three people died when an earthquake shook the western coast of Ormland before dawn on Monday, according to the interior ministry. Walls fell into " +
			"narrow streets and dozens of houses in Ormstad, a port of 40,000, can no longer be lived in. Seismologists put the quake at magnitude 5.4. Rescuers are digging " +
			"in two collapsed buildings near the market, Interior Minister Nora Field said. The railway to the capital is closed until engineers have looked at its bridges.",
		"Residents of Ormstad ran into the dark on Monday when a magnitude 5.4 earthquake woke the western coast of Ormland. The interior ministry said that at least three " +
			"people had been killed. By noon, rescue teams were still at work in two collapsed buildings; trains between Ormstad and the capital did not run. Interior Minister " +
			"Nora Field flew in by helicopter. A baker whose shop lost its front said that he had sold bread from the pavement because people needed something to do.",
		"The water company of Ormstad apologised on Tuesday. “We know that many households have been without clean water since Sunday evening, and we are sorry for every hour " +
			"of it; our crews have found the broken main below the station and expect to close the last leak on Wednesday night,” its director said in a statement. Shops near the " +
			"harbour sold bottles at twice the usual price, a reporter saw. The mayor wants an inquiry before the summer.",
		"It was the third burst pipe this year. Parents carried buckets to the school kitchen while the company wrote in its statement: “We know that many households have been " +
			"without clean water since Sunday evening, and we are sorry for every hour of it; our crews have found the broken main below the station and expect to close the last " +
			"leak on Wednesday night.” Opposition councillors call for new management and doubt that Wednesday will be the end of it.",
	}
	corpus := make([]copying.Text, len(texts))
	for i, body := range texts {
		corpus[i] = copying.Text{ID: fmt.Sprint(i), Published: "2024-05-06", Body: body}
	}
	r := find(t, copying.InMemory(corpus), copying.TextOptions{})
	if len(r.Copies) != 0 || len(r.Quotations) != 1 || r.Quotations[0].Words != 42 {
		t.Errorf("copies %+v, quotations %+v; want no copy, and the statement as a quotation", r.Copies, r.Quotations)
	}
}

// TestWithoutSpaces has texts of scripts that set no spaces between words: a copy with other marks and a few other
// letters, a report of the same event in own words, and one on something else.
func TestWithoutSpaces(t *testing.T) {
	for name, c := range map[string]struct{ original, changed, own, other string }{
		"Chinese": {
			"水务局周二表示，城东水库的大坝在连日暴雨之后出现一条两米长的裂缝，下游三个村庄的居民已经连夜撤离到中学的体育馆里。工程师正在检查坝体，预计周末之前公布结果。",
			"【快讯】水务局周二表示 城东水库的大坝在连日大雨之后出现一条两米长的裂缝；下游三个村庄的居民已连夜撤离到中学体育馆里。工程师正检查坝体，预计周末前公布结果！",
			"村民们背着包袱走了一夜，清晨才在中学的操场上领到热粥。老人说，从没见过城东水库的水涨得这样高，水务局派来的人只说坝上有裂缝，什么时候能回家谁也不清楚。",
			"市立图书馆从下月起延长开放时间，周末晚上十点才闭馆。读者可以在网上预约座位，学生凭证免费使用打印机，新购的外文小说放在二楼靠窗的书架上。",
		},
		"Japanese": {
			"県は火曜日、大雨のあと東部のダムに長さ二メートルのひびが見つかったと発表した。下流の三つの集落の住民は夜のうちに中学校の体育館へ避難した。技術者が調査を続けており、週末までに結果を公表する。",
			"県は火曜日 大雨のあと、東部のダムに長さ二メートルの亀裂が見つかったと発表しました。下流の三つの集落の住民は夜のうちに中学校の体育館へ避難。技術者が調査を続けており、週末までに結果を公表する！",
			"毛布にくるまった子どもたちが体育館の床で朝を迎えた。祖母は、東部のダムがあれほど満ちた姿を見たことがないと話す。役場からの説明は短く、いつ家に戻れるのか誰にも分からなかった。",
			"市立図書館は来月から開館時間を延ばし、土曜の夜は十時まで利用できる。座席は予約でき、学生は印刷機を無料で使える。新しい外国の小説は二階の窓ぎわの棚に並ぶ。",
		},
		"Thai": {
			"กรมชลประทานแถลงเมื่อวันอังคารว่าพบรอยร้าวยาวสองเมตรที่เขื่อนด้านตะวันออกหลังฝนตกหนักติดต่อกันหลายวันชาวบ้านสามหมู่บ้านท้ายน้ำอพยพไปพักที่โรงเรียนแล้ว",
			"กรมชลประทานแถลงเมื่อวันอังคารว่า พบรอยแตกยาวสองเมตรที่เขื่อนด้านตะวันออก หลังฝนตกหนักติดต่อกันหลายวัน ชาวบ้านสามหมู่บ้านท้ายน้ำอพยพไปพักที่โรงเรียน",
			"เด็กๆนอนบนพื้นอาคารเรียนทั้งคืน คุณยายเล่าว่าไม่เคยเห็นน้ำสูงขนาดนี้มาก่อน ไม่มีใครบอกได้ว่าเมื่อไรจะได้กลับบ้าน",
			"หอสมุดเมืองจะขยายเวลาเปิดตั้งแต่เดือนหน้า นักเรียนใช้เครื่องพิมพ์ได้ฟรี นวนิยายต่างประเทศเล่มใหม่อยู่ชั้นสองริมหน้าต่าง",
		},
	} {
		got := oneCopy(
			t, copying.Text{ID: "original", Published: "2024-05-01T08:10Z", Body: c.original},
			copying.Text{ID: "changed", Published: "2024-05-01T21:30Z", Body: c.changed},
			copying.Text{ID: "own", Published: "2024-05-02", Body: c.own},
			copying.Text{ID: "other", Published: "2024-05-02", Body: c.other})
		if got.From != "changed" || got.To != "original" || got.Reason != copying.ByTime || got.Kappa < .8 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestDirection(t *testing.T) {
	both := harbour + "\n" + ferries
	for name, c := range map[string]struct {
		a, b     copying.Text
		from     string // "" for undirected
		reason   copying.Reason
		detector string
	}{
		"later": {a: copying.Text{Published: "2024-05-01"}, b: copying.Text{Published: "2024-05-02"},
			from: "b", reason: copying.ByTime},
		"month before the day": {a: copying.Text{Published: "2024-05-01"}, b: copying.Text{Published: "2024-04"}, from: "a",
			reason: copying.ByTime},
		"within the month": {a: copying.Text{Published: "2024-05-01"}, b: copying.Text{Published: "2024-05"}},
		"hours later": {a: copying.Text{Published: "2024-05-01T21:30Z"},
			b: copying.Text{Published: "2024-05-01T08:10Z"}, from: "a", reason: copying.ByTime},
		"the day before there": {a: copying.Text{Published: "2024-05-01T18:30-04:00"},
			b: copying.Text{Published: "2024-05-02T08:05+11:00"}, from: "a", reason: copying.ByTime},
		"one without zone": {a: copying.Text{Published: "2024-05-01T10:00:00Z"},
			b: copying.Text{Published: "2024-05-01 12:00"}},
		"both without zones": {a: copying.Text{Published: "2024-05-01T08:10"},
			b: copying.Text{Published: "2024-05-01T21:30"}},
		"a time of the day": {a: copying.Text{Published: "2024-05-01T08:10Z"}, b: copying.Text{Published: "2024-05-01"}},
		"one undated":       {a: copying.Text{Published: "2024-05-01"}, b: copying.Text{}},
		"shorter": {a: copying.Text{Body: both}, b: copying.Text{Body: harbour}, from: "b",
			reason: copying.ByCompleteness},
		"shorter of one day": {a: copying.Text{Body: both, Published: "2024-05-01"},
			b: copying.Text{Body: harbour, Published: "2024-05-01T08:10Z"}},
		"shorter, undated": {a: copying.Text{Body: both, Published: "2024-05-01"}, b: copying.Text{Body: harbour},
			from: "b", reason: copying.ByCompleteness},
		"shorter but earlier": {
			a: copying.Text{Body: both, Published: "2024-05-02"}, b: copying.Text{Body: harbour, Published: "2024-05-01"},
			from: "a", reason: copying.ByTime,
		},
		"credit against time": {
			a:    copying.Text{Body: harbour + " (Reuters)", Published: "2024-05-01"},
			b:    copying.Text{Outlet: "Reuters", Published: "2024-05-02"},
			from: "a", reason: copying.ByCredit,
		},
		"credit against length": {
			a: copying.Text{Body: both, Agency: "Associated Press"}, b: copying.Text{Body: harbour, Outlet: "AP"}, from: "a",
			reason: copying.ByCredit,
		},
		"credit of itself": {a: copying.Text{Body: harbour + " (Reuters)", Outlet: "Reuters"},
			b: copying.Text{Outlet: "Reuters"}},
		"attribution": {
			a: copying.Text{Body: "Nach Angaben von Reuters: " + harbour}, b: copying.Text{Outlet: "Reuters"}, from: "b",
			reason: copying.ByCompleteness,
		},
		"original source": {
			a:    copying.Text{Originals: []string{"https://b.example/1"}, Published: "2024-05-01"},
			b:    copying.Text{URL: "https://b.example/1", Published: "2024-05-02"},
			from: "a", reason: copying.ByOriginal,
		},
	} {
		c.a.ID, c.b.ID = "a", "b"
		if c.a.Body == "" {
			c.a.Body = harbour
		}
		if c.b.Body == "" {
			c.b.Body = harbour
		}
		got := oneCopy(t, c.a, c.b)
		if got.Directed != (c.from != "") || got.Reason != c.reason || c.from != "" && got.From != c.from || c.from == "" &&
			got.From != "b" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestCanonicalLink(t *testing.T) {
	a := copying.Text{ID: "a", URL: "https://a.example/1", Canonical: "https://b.example/1", Title: "T"}
	b := copying.Text{ID: "b", URL: "https://b.example/1", Canonical: "https://b.example/1", Title: "U"}
	want := copying.Copy{From: "a", To: "b", Kappa: 1, Detector: "canonical/1", Directed: true,
		Reason: copying.ByCanonical}
	if diff := cmp.Diff(want, oneCopy(t, a, b)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	b.Originals = []string{"https://a.example/1", "https://absent.example"}
	r := find(t, copying.InMemory([]copying.Text{a, b}), copying.TextOptions{})
	if diff := cmp.Diff([]copying.Link{{From: "b", To: "a"}}, r.Originals); diff != "" {
		t.Errorf("originals (-want +got):\n%s", diff)
	}
}

func TestHeadlines(t *testing.T) {
	const headline = "Divers find wartime mine under quay of closed harbour in old town"
	for name, c := range map[string]struct {
		a, b  copying.Text
		found bool
		kappa float64
	}{
		"same": {copying.Text{Title: headline, Published: "2024-05-01"},
			copying.Text{Title: strings.ToUpper(headline) + "!", Published: "2024-05-03"}, true, 1},
		"one has words": {copying.Text{Title: headline, Published: "2024-05-01", Body: harbour},
			copying.Text{Title: headline, Published: "2024-05-03"}, true, 1},
		// 12 words, 10 runs of three; without the last two words, 8 runs, all in the longer one.
		"shortened": {copying.Text{Title: headline, Published: "2024-05-01"},
			copying.Text{Title: strings.TrimSuffix(headline, " old town"), Published: "2024-05-03"}, true, 1},
		"last word": {copying.Text{Title: headline, Published: "2024-05-01"},
			copying.Text{Title: strings.Replace(headline, "town", "city", 1), Published: "2024-05-03"}, true, .9},
		// 7/10
		"middle word": {copying.Text{Title: headline, Published: "2024-05-01"},
			copying.Text{Title: strings.Replace(headline, "quay", "pier", 1), Published: "2024-05-03"}, false, 0},
		"both have bodies": {
			copying.Text{Title: headline, Published: "2024-05-01", Body: harbour},
			copying.Text{Title: headline, Published: "2024-05-03", Body: weather}, false, 0,
		},
		"weeks apart": {copying.Text{Title: headline, Published: "2024-05-01"},
			copying.Text{Title: headline, Published: "2024-05-20"}, false, 0},
		"undated, same": {copying.Text{Title: headline}, copying.Text{Title: headline, Published: "2024-05-20"}, true, 1},
		// 10 of 11 runs, and 10 of 14.
		"undated, near": {copying.Text{Title: headline},
			copying.Text{Title: headline + " again", Published: "2024-05-20"}, true, 1},
		"undated, longer": {copying.Text{Title: headline},
			copying.Text{Title: headline + " as winter storms begin", Published: "2024-05-20"}, false, 0},
		"generic": {copying.Text{Title: "Weather forecast"}, copying.Text{Title: "Weather forecast"}, false, 0},
		"four words": {copying.Text{Title: "What we know of the storm so far today"},
			copying.Text{Title: "What we know of the storm so far today"}, false, 0},
		"other numbers": {copying.Text{Title: headline + " at 5.1", Published: "2024-05-01"},
			copying.Text{Title: headline + " at 6.1", Published: "2024-05-01"}, false, 0},
		"without spaces":     {copying.Text{Title: "潜水员在旧城码头下发现战时水雷"}, copying.Text{Title: "潜水员在旧城码头下发现战时水雷"}, true, 1},
		"few without spaces": {copying.Text{Title: "天气预报今天"}, copying.Text{Title: "天气预报今天"}, false, 0},
		"nothing to go by":   {copying.Text{}, copying.Text{}, false, 0},
		"another text's words": {copying.Text{Title: headline},
			copying.Text{Title: "Ferries leave from the naval base for the time being"}, false, 0},
	} {
		c.a.ID, c.b.ID = "a", "b"
		r := find(t, copying.InMemory([]copying.Text{c.a, c.b}), copying.TextOptions{})
		if found := len(r.Copies) == 1; found != c.found {
			t.Errorf("%s: found is %v: %+v", name, found, r.Copies)
		} else if found &&
			(r.Copies[0].Kappa != c.kappa || r.Copies[0].Detector != "headline/1" || len(r.Copies[0].Passages) != 1) {
			t.Errorf("%s: %+v", name, r.Copies[0])
		}
	}
}

func TestQuotations(t *testing.T) {
	const said = "we will not reopen the harbour before every metre has been searched"
	a := "“" + strings.ToUpper(said[:1]) + said[1:] + ",” the mayor said."
	b := "Der Satz lautet: „We will not reopen the harbour before every metre“ und nicht anders."
	c := "Nobody quoted it: " + said + "." // no marks
	d := "He said «yes», and 'we will not', and ‘reopen the harbour’."
	texts := []copying.Text{
		{ID: "a", Published: "2024-05-02", Body: a}, {ID: "b", Published: "2024-05-03", Body: b},
		{ID: "c", Published: "2024-05-01", Body: c}, {ID: "d", Published: "2024-05-01", Body: d},
	}
	r := find(t, copying.InMemory(texts), copying.TextOptions{})
	startB := strings.Index(b, "We")
	whole := strings.ToUpper(said[:1]) + said[1:]
	want := []copying.Quotation{{Detector: "quote/1", Words: 9, Holders: []copying.Holder{
		{ID: "a", Span: copying.Span{Start: 3, End: 3 + len(said), Line: 1, Text: whole}},
		{ID: "b", Span: copying.Span{Start: startB, End: startB + 49, Line: 1, Text: whole[:49]}},
	}}}
	if diff := cmp.Diff(want, r.Quotations); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(r.Copies) != 0 {
		t.Errorf("a quotation makes no copy: %+v", r.Copies)
	}
}

// TestManyHolders has one quotation in 60 texts, of which 50 are told.
func TestManyHolders(t *testing.T) {
	var texts []copying.Text
	for i := range 60 {
		texts = append(
			texts, copying.Text{ID: fmt.Sprintf("t%02d", i), Published: evidence.Date(fmt.Sprintf("2024-05-%02d", 1+i/4)),
				Body: "She said: “We shall see what comes of it.”"})
	}
	r := find(t, copying.InMemory(texts), copying.TextOptions{})
	if len(r.Quotations) != 1 || r.Statistics.CappedQuotes != 1 {
		t.Fatalf("%+v", r)
	}
	if q := r.Quotations[0]; q.Words != 7 || len(q.Holders) != 50 || q.More != 10 || q.Holders[0].ID != "t00" {
		t.Errorf("%+v", q)
	}
}

// TestGroups has two groups: three texts of which two credit an agency that has none in the corpus, and two that copy
// each other in an unknown direction.
func TestGroups(t *testing.T) {
	r := find(t, copying.InMemory([]copying.Text{
		{ID: "a", Published: "2024-05-03", Body: harbour + " (Reuters)"}, {ID: "b", Published: "2024-05-02", Body: harbour},
		{ID: "c", Published: "2024-05-04", Body: "LONDON (Reuters) - " + harbour}, {ID: "y", Body: weather},
		{ID: "x", Body: weather}, {ID: "z", Body: ferries},
	}), copying.TextOptions{})
	want := []copying.Group{
		{Origin: "b", Members: []string{"a", "b", "c"}, Agency: "Reuters"},
		{Origin: "x", Members: []string{"x", "y"}},
	}
	if diff := cmp.Diff(want, r.Groups); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var credited []string
	for _, c := range r.Credits {
		credited = append(credited, c.ID+" "+c.Agency+" "+string(c.Form))
	}
	if diff := cmp.Diff([]string{"a Reuters CREDIT", "c Reuters DATELINE"}, credited); diff != "" {
		t.Errorf("credits (-want +got):\n%s", diff)
	}
}

// TestManyCopies has one article in 1,000 outlets, each with a word of its own: all must end in one group, with a few
// pairs each.
func TestManyCopies(t *testing.T) {
	const n = 1000
	texts := []copying.Text{{ID: "wire", Outlet: "AFP", Published: "2024-05-01", Body: harbour + "\n" + ferries}}
	for i := range n {
		body := strings.Replace(harbour+"\n"+ferries, "residents", fmt.Sprintf("residents%d", i), 1)
		texts = append(texts, copying.Text{ID: fmt.Sprintf("copy%d", i), Published: "2024-05-02", Body: body})
	}
	r := find(t, copying.InMemory(texts), copying.TextOptions{})
	if len(r.Groups) != 1 || r.Groups[0].Origin != "wire" || len(r.Groups[0].Members) != n+1 {
		t.Errorf("%d groups", len(r.Groups))
	}
	if len(r.Copies) > 4*n {
		t.Errorf("%d pairs of %d texts", len(r.Copies), n)
	}
	direct := 0
	for _, c := range r.Copies {
		if c.From != "wire" && c.To == "wire" {
			direct++
		}
	}
	if direct != n {
		t.Errorf("%d of %d copies are tied to the original", direct, n)
	}
	if s := r.Statistics; s.CappedLists == 0 || s.Boilerplate != 0 {
		t.Errorf("capped lists must be told, and the article is no boilerplate: %+v", s)
	}
}

// TestBoilerplate has 60 texts of 30 words of their own over a footer of 36: more than half of each is in every other.
func TestBoilerplate(t *testing.T) {
	var texts []copying.Text
	for i := range 60 {
		var own []string
		for j := range 30 {
			own = append(own, fmt.Sprintf("own%dx%d", i, j))
		}
		texts = append(
			texts, copying.Text{ID: fmt.Sprintf("t%d", i), Body: strings.Join(own, " ") + "\n" + ferries +
				" Sign up for our letter and never miss a thing again"})
	}
	r := find(t, copying.InMemory(texts), copying.TextOptions{})
	if len(r.Copies) != 0 || r.Statistics.Boilerplate != 36-4 {
		t.Errorf("%d copies, %+v", len(r.Copies), r.Statistics)
	}
	// The same footer on a few is a copy by the measure: nothing tells it from one.
	if r := find(t, copying.InMemory(texts[:3]), copying.TextOptions{}); len(r.Copies) != 3 {
		t.Errorf("%d copies among three", len(r.Copies))
	}
}

func TestShortBodies(t *testing.T) {
	nineteen := strings.Join(strings.Fields(harbour)[:19], " ")
	r := find(
		t, copying.InMemory([]copying.Text{{ID: "a", Body: nineteen}, {ID: "b", Body: nineteen}, {ID: "c", Body: harbour}}),
		copying.TextOptions{})
	if len(r.Copies) != 0 || r.Statistics.Short != 2 {
		t.Errorf("%+v", r)
	}
}
