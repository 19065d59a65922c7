package bench

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// Postgres is the question for the best path of at most three ties from any user, by a recursive query: only its strength, without
// introducers, names and reasons.
type Postgres struct {
	Why     string  `json:"why,omitempty"` // it was not measured
	Version string  `json:"version,omitempty"`
	Ties    int     `json:"ties"`
	LoadS   float64 `json:"loadSeconds"` // COPY in both directions, index, ANALYZE
	Rounds  int     `json:"rounds"`
	Times   *Times  `json:"times"`
}

func (p Postgres) text() string {
	if p.Why != "" {
		return "Not measured: " + p.Why + "."
	}
	return fmt.Sprintf("%s, with its default settings. %s ties in by COPY, in both directions, with an index: %s s. The strength of the best path of at most three ties from any user to a contact, by a recursive query, %d rounds: %s ms.",
		p.Version, thousands(p.Ties), number(p.LoadS), p.Rounds, p.Times.text())
}

const bestOfThree = `WITH RECURSIVE walk (person, score, hops) AS (
  SELECT %d, 1::float8, 0
  UNION ALL
  SELECT t.b, w.score * t.strength, w.hops + 1 FROM walk w JOIN kith_bench_ties t ON t.a = w.person WHERE w.hops < 3)
SELECT max(score) FROM walk WHERE person >= %d;
`

// postgres measures by psql, whose \timing tells how long a statement took.
func (b *bed) postgres(ctx context.Context) (Postgres, error) {
	if b.options.Postgres == "" {
		return Postgres{Why: "no server was named by --postgres"}, nil
	}
	psql, err := exec.LookPath("psql")
	if err != nil {
		return Postgres{Why: "there is no psql"}, nil
	}
	b.options.say("Postgres …")
	cmd := exec.CommandContext(ctx, psql, "--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1", b.options.Postgres)
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	in, err := cmd.StdinPipe()
	if err != nil {
		return Postgres{}, err
	}
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.StdoutPipe()
	if err != nil {
		return Postgres{}, err
	}
	if err := cmd.Start(); err != nil {
		return Postgres{}, err
	}
	answers := bufio.NewScanner(out)
	p, asked := b.askPostgres(in, answers)
	if err := errors.Join(asked, in.Close(), cmd.Wait()); err != nil {
		return Postgres{}, fmt.Errorf("postgres: %w: %s", err, complaints.String())
	}
	return p, ctx.Err()
}

func (b *bed) askPostgres(in interface{ Write([]byte) (int, error) }, answers *bufio.Scanner) (Postgres, error) {
	w := bufio.NewWriter(in)
	line := func() (string, error) {
		if err := w.Flush(); err != nil {
			return "", err
		}
		if !answers.Scan() {
			return "", errors.New("it ended before it answered")
		}
		return answers.Text(), nil
	}
	fmt.Fprintln(w, "SHOW server_version;")
	version, err := line()
	if err != nil {
		return Postgres{}, err
	}
	p := Postgres{Version: "Postgres " + version}
	began := time.Now()
	fmt.Fprintln(w, "CREATE TEMPORARY TABLE kith_bench_ties (a int, b int, strength float8);\nCOPY kith_bench_ties FROM STDIN;")
	n := newNetwork(b.options.Size)
	for person := range n.people {
		n.eachTie(person, func(t tie) {
			fmt.Fprintf(w, "%d\t%d\t%g\n%d\t%d\t%g\n", t.a, t.b, t.strength, t.b, t.a, t.strength)
			p.Ties++
		})
	}
	fmt.Fprintln(w, "\\.\nCREATE INDEX ON kith_bench_ties (a) INCLUDE (b, strength);\nVACUUM ANALYZE kith_bench_ties;\n\\echo done")
	if _, err := line(); err != nil {
		return p, err
	}
	p.LoadS = time.Since(began).Seconds()
	fmt.Fprintln(w, `\timing on`)
	random := rand.New(rand.NewPCG(5, 6)) // the subjects of the other questions
	var took []time.Duration
	began = time.Now()
	for round := -b.effort.warmUp; round < b.effort.rounds && (round < b.effort.least || time.Since(began) < b.effort.limit); round++ {
		fmt.Fprintf(w, bestOfThree, n.subject(random).contact, n.contacts())
		if _, err := line(); err != nil {
			return p, err
		}
		timing, err := line()
		if err != nil {
			return p, err
		}
		fields := strings.Fields(timing) // Time: 1.234 ms
		ms, err := strconv.ParseFloat(fields[min(1, len(fields)-1)], 64)
		if err != nil {
			return p, fmt.Errorf("psql's timing %q: %w", timing, err)
		}
		if round >= 0 {
			took = append(took, time.Duration(ms*float64(time.Millisecond)))
		}
	}
	p.Rounds, p.Times = len(took), timesOf(took)
	return p, nil
}
