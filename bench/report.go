package bench

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Report is all that a run measured; its JSON is what kith bench writes. Times are in milliseconds.
type Report struct {
	Machine     Machine    `json:"machine"`
	Graph       Graph      `json:"graph"`
	Checks      []Check    `json:"targets"`
	Questions   []Question `json:"questions"`
	Clients     []Clients  `json:"clients"`
	Loads       []Load     `json:"loads"`
	ImportRatio float64    `json:"importRatio"`         // speed of kith import to that of the same statements raw
	ImportWhy   string     `json:"importWhy,omitempty"` // it was not measured
	View        *View      `json:"view"`                // null where the service answers paths by Cypher
	Stale       int        `json:"stale"`               // ties that were not in the first answer after they were written or taken back
	Memory      []Memory   `json:"memory"`
	Growth      []Growth   `json:"growth"`
	Postgres    Postgres   `json:"postgres"`
}

// Graph is what was measured on. Ties are those of one person.
type Graph struct {
	Size       float64 `json:"size"`
	People     int     `json:"people"`
	Users      int     `json:"users"`
	Ties       int     `json:"ties"`
	TiesMedian int     `json:"tiesMedian"`
	TiesP99    int     `json:"tiesP99"`
	TiesMost   int     `json:"tiesMost"`
	Accounts   int     `json:"accounts"`
	BigAccount int     `json:"bigAccount"` // positions of the largest
}

func (n *network) describe(size float64) Graph {
	return Graph{
		Size: size, People: n.people, Users: n.users, Ties: n.ties, Accounts: n.accounts(), BigAccount: n.big,
		TiesMedian: n.degrees[n.people/2], TiesP99: n.degrees[n.people*99/100], TiesMost: n.degrees[n.people-1],
	}
}

// Question is how long a question took from one client.
type Question struct {
	Name   string  `json:"name"`
	Rounds int     `json:"rounds"` // that counted
	Failed int     `json:"failed"` // answers that were errors, by the time limit mostly; timed like the others
	Raw    *Times  `json:"raw"`    // its statements over Bolt; null where one depends on the answer of another
	HTTP   *Times  `json:"http"`
	Ratio  float64 `json:"ratio"`  // of the medians, HTTP to raw; 0 without raw
	Cypher *Times  `json:"cypher"` // over HTTP, paths by Cypher where HTTP has the engine
	Paths  bool    `json:"paths"`  // the path engine answers it, or helps
	Ties   bool    `json:"ties"`   // our ties are in the answer, which the path engine knows, and not in raw

	Unfiltered *Times  `json:"unfiltered"` // without a look at what the viewer sees; null of a write
	Filtered   *Times  `json:"filtered"`   // with it, as one who sees everything by the list of all units
	Seeing     float64 `json:"seeing"`     // of their medians, with to without
}

// Growth is how the median of a question over HTTP grows from a tenth of the size.
type Growth struct {
	Question string  `json:"question"`
	Tenth    float64 `json:"tenth"`
	Full     float64 `json:"full"`
	Ratio    float64 `json:"ratio"`
}

func (r *Report) question(name string) Question {
	for _, q := range r.Questions {
		if q.Name == name {
			return q
		}
	}
	panic("no question " + name) // names are constants of this package
}

func (r *Report) clients(number int) Clients {
	for _, c := range r.Clients {
		if c.Clients == number {
			return c
		}
	}
	panic(fmt.Sprintf("no %d clients", number))
}

// memory is the service's resident memory at a moment.
func (r *Report) memory(when string) float64 {
	for _, m := range r.Memory {
		if m.When == when {
			return m.Service
		}
	}
	return 0
}

// Missed is how many targets were measured and not met.
func (r *Report) Missed() (missed int) {
	for _, c := range r.Checks {
		if c.Measured != nil && !c.Met {
			missed++
		}
	}
	return missed
}

// Markdown writes the report as text for people.
func (r *Report) Markdown(w io.Writer) error {
	var b strings.Builder
	m, g := r.Machine, r.Graph
	fmt.Fprintf(&b, "Kith %s, %s. %d cores (%s), %.0f GiB, %s; load before: %s. Neo4j %s with %d MiB of heap and %d MiB of page cache, Java %s, %s.\n\n",
		m.Kith, m.Date, m.Cores, m.Processor, m.MemoryGiB, m.System, m.Load, m.Neo4j, m.HeapMB, m.PageMB, m.Java, m.Go)
	fmt.Fprintf(&b, "The graph, size %g: %s people, %s of them our users; %s ties, a person has %d (median), %d (99th percentile), %d (most); %s accounts of %d positions and one of %s.\n\n",
		g.Size, thousands(g.People), thousands(g.Users), thousands(g.Ties), g.TiesMedian, g.TiesP99, g.TiesMost, thousands(g.Accounts-1), accountSeats, thousands(g.BigAccount))

	b.WriteString("## Targets\n\n")
	t := table{{"what", "target", "measured", "ratio", "met"}}
	for _, c := range r.Checks {
		if c.Measured == nil {
			t.add(c.What, c.Target, "not measured: "+c.Why, "", "")
			continue
		}
		t.add(c.What, c.Target, number(*c.Measured), ratio(c.Ratio), map[bool]string{true: "yes", false: "**no**"}[c.Met])
	}
	t.write(&b)

	b.WriteString("\n## One client\n\nMilliseconds, p50 / p95 / p99.\n\n")
	t = table{{"question", "rounds", "failed", "raw over Bolt", "over HTTP", "ratio of p50"}}
	for _, q := range r.Questions {
		t.add(q.Name, fmt.Sprint(q.Rounds), fmt.Sprint(q.Failed), q.Raw.text(), q.HTTP.text(), ratio(q.Ratio))
		if q.Cypher != nil {
			t.add(q.Name+", by Cypher", "", "", "", q.Cypher.text(), ratio(q.Cypher.P50/q.HTTP.P50)+" of the engine's")
		}
	}
	t.write(&b)

	b.WriteString("\n## Who sees what\n\nMilliseconds, p50 / p95 / p99: without a look at what the viewer sees, and with it as one who sees everything by the list of all units.\n\n")
	t = table{{"question", "without", "with", "ratio of p50"}}
	for _, q := range r.Questions {
		if q.Filtered != nil {
			t.add(q.Name, q.Unfiltered.text(), q.Filtered.text(), ratio(q.Seeing))
		}
	}
	t.write(&b)

	b.WriteString("\n## Many clients\n\nAnswers a second, and milliseconds of those served: p50 / p95 / p99.\n\n")
	t = table{{"clients", "raw: a second", "raw: ms", "HTTP: a second", "HTTP: ms", "ratio", "503", "without Retry-After", "errors"}}
	for _, c := range r.Clients {
		perSecond, ms := "", ""
		if c.Raw != nil {
			perSecond, ms = number(c.Raw.PerSecond), c.Raw.Served.text()
		}
		t.add(fmt.Sprint(c.Clients), perSecond, ms, number(c.HTTP.PerSecond), c.HTTP.Served.text(), ratio(c.Ratio),
			fmt.Sprint(c.HTTP.Refused), fmt.Sprint(c.HTTP.WithoutRetryAfter), fmt.Sprint(c.HTTP.Errors))
	}
	t.write(&b)

	b.WriteString("\n## Loading\n\n")
	t = table{{"what", "rows", "seconds", "rows a second"}}
	for _, l := range r.Loads {
		rows, rate := "", ""
		if l.Rows > 0 {
			rows, rate = thousands(l.Rows), thousands(int(l.PerSecond))
		}
		t.add(l.What, rows, number(l.Seconds), rate)
	}
	if v := r.View; v != nil {
		t.add("the path engine's view", thousands(v.Ties), number(v.Seconds), thousands(int(float64(v.Ties)/v.Seconds)))
	}
	t.write(&b)

	b.WriteString("\n## Memory\n\nMiB.\n\n")
	t = table{{"when", "service, resident", "service, live heap", "Neo4j, resident"}}
	for _, m := range r.Memory {
		t.add(m.When, number(m.Service), number(m.GoHeap), number(m.Neo4j))
	}
	t.write(&b)

	if len(r.Growth) > 0 {
		b.WriteString("\n## Growth\n\nMilliseconds over HTTP, p50.\n\n")
		t = table{{"question", "a tenth", "this size", "ratio"}}
		for _, g := range r.Growth {
			t.add(g.Question, number(g.Tenth), number(g.Full), ratio(g.Ratio))
		}
		t.write(&b)
	}
	b.WriteString("\n## Postgres\n\n" + r.Postgres.text() + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// table is rows of cells, the first its head.
type table [][]string

func (t *table) add(cells ...string) { *t = append(*t, cells) }

// write pads the columns, so that the table can be read as it is.
func (t table) write(b *strings.Builder) {
	widths := make([]int, len(t[0]))
	for _, row := range t {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for n, row := range t {
		for i, cell := range row {
			fmt.Fprintf(b, "| %s%s ", cell, strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)))
		}
		b.WriteString("|\n")
		if n == 0 {
			for _, width := range widths {
				fmt.Fprintf(b, "| %s ", strings.Repeat("-", max(3, width)))
			}
			b.WriteString("|\n")
		}
	}
}

func (t *Times) text() string {
	if t == nil {
		return ""
	}
	return number(t.P50) + " / " + number(t.P95) + " / " + number(t.P99)
}

// number shows three digits that say something.
func number(x float64) string {
	switch {
	case x >= 100 || x == float64(int(x)):
		return thousands(int(x + .5))
	case x >= 10:
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.2f", x)
}

func ratio(x float64) string {
	if x == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", x)
}

func thousands(x int) string {
	text := fmt.Sprint(x)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
