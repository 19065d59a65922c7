package ingest

import (
	"bufio"
	"context"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"kith/access"
	"kith/graph/store"
	"kith/graph/store/storetest"
)

func benchFiles(people, ties int) string {
	dir := "/tmp/imp/bench"
	os.MkdirAll(dir, 0o700)
	f, _ := os.Create(filepath.Join(dir, "contacts.csv"))
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "id,first_name,last_name,email,phone,location")
	for i := range people {
		fmt.Fprintf(w, "%d,First%d,Last%d,p%d@c%d.example,+420 %d,Brno\n", i, i, i, i, i%1000, i)
	}
	w.Flush()
	f.Close()
	f, _ = os.Create(filepath.Join(dir, "ties.csv"))
	w = bufio.NewWriter(f)
	fmt.Fprintln(w, "person_a,person_b,level,strength,since")
	r := rand.New(rand.NewSource(1))
	for i := range ties {
		a, b := r.Intn(people), r.Intn(people)
		if a == b {
			b = (b + 1) % people
		}
		if i%2 == 0 {
			fmt.Fprintf(w, "%d,%d,familiar,,2026-01-01\n", a, b)
		} else {
			fmt.Fprintf(w, "%d,%d,,0.%03d,\n", a, b, r.Intn(1000))
		}
	}
	w.Flush()
	f.Close()
	return dir
}

func imported(t *testing.T, s *store.Store, files ...string) time.Duration {
	o := ImportOptions{Source: "bench", Rejects: "/tmp/imp/rej.csv"}
	for _, f := range files {
		o.Files = append(o.Files, Source{f, filepath.Join("/tmp/imp/bench", f)})
	}
	begin := time.Now()
	sum, err := Import(context.Background(), s, access.System(), o)
	if err != nil {
		t.Fatal(err)
	}
	took := time.Since(begin)
	fmt.Println(storetest.Took, storetest.N)
	fmt.Println(files, took, sum)
	return took
}

// raw looks everything up first, and then measures the writes alone.
func raw[T any](t *testing.T, s *store.Store, file string, size int, look func(*run) func(context.Context, []*item) (T, error), write func(*run) func(context.Context, T) error) time.Duration {
	r := &run{remembered: map[string]known{}, store: s, source: "bench", by: "system", limits: DefaultLimits, now: time.Now().UTC(), day: store.DateOf(time.Now()), rejects: NewRejects("/tmp/imp/rej"), begun: map[*input]bool{}, planned: newPlanned(), matched: map[string]bool{}, unique: map[string]string{}}
	in, err := r.opened(Source{file, "/tmp/imp/bench/" + file})
	if err != nil {
		t.Fatal(err)
	}
	if err := in.look(context.Background(), r.limits, in.manyPasses()); err != nil {
		t.Fatal(err)
	}
	var all []T
	err = pass(context.Background(), r, in, size, "", look(r), func(_ context.Context, w T) error { all = append(all, w); return nil })
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	ctx := store.Patient(context.Background(), time.Minute)
	for _, w := range all {
		if err := write(r)(ctx, w); err != nil {
			t.Fatal(err)
		}
	}
	return time.Since(begin)
}

func TestMain2(t *testing.T) {
	people, ties := 100_000, 1_000_000
	if os.Getenv("SMALL") != "" {
		people, ties = 20_000, 60_000
	}
	benchFiles(people, ties)
	s := wipe(t)
	k := recordKinds["contacts"]
	for round := range 2 {
		wipe(t)
		rp := raw(t, s, "contacts.csv", recordBatch, func(r *run) func(context.Context, []*item) (*recordWrites, error) {
			return func(ctx context.Context, items []*item) (*recordWrites, error) { return r.lookUpRecords(ctx, k, items) }
		}, func(r *run) func(context.Context, *recordWrites) error { return r.writeRecords })
		rt := raw(t, s, "ties.csv", tieBatch, func(r *run) func(context.Context, []*item) (*tieWrites, error) { return r.lookUpTies }, func(r *run) func(context.Context, *tieWrites) error { return r.writeTies })
		fmt.Println(rp, rt, storetest.Took, storetest.N)
		clear(storetest.Took)
		clear(storetest.N)
		wipe(t)
		ip := imported(t, s, "contacts.csv")
		it := imported(t, s, "ties.csv")
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		fmt.Printf("round %d: people raw %.0f/s import %.0f/s ratio %.2f; ties raw %.0f/s import %.0f/s ratio %.2f; sys %d MB\n", round,
			float64(people)/rp.Seconds(), float64(people)/ip.Seconds(), rp.Seconds()/ip.Seconds(), float64(ties)/rt.Seconds(), float64(ties)/it.Seconds(), rt.Seconds()/it.Seconds(), m.Sys>>20)
		again := imported(t, s, "contacts.csv", "ties.csv")
		fmt.Println("again", again)
	}
}

func wipe(t *testing.T) *store.Store {
	b := time.Now()
	storetest.Ask[int](t, "RETURN 1", nil)
	storetest.Put(t, "MATCH (:Person)-[r:KNOWS|TIE_SOURCE]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 5000 ROWS", nil)
	storetest.Put(t, "MATCH (n) WHERE NOT n:Schema CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS", nil)
	fmt.Println("wiped", time.Since(b))
	return storetest.Empty(t)
}
