package graph

import (
	"context"
	"log/slog"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/paths"
	"kith/graph/store"
)

var (
	viewChanged  = cypher.Must("read/view_changed")
	changesSince = cypher.Must("read/changes_since")
	changesNamed = cypher.Must("read/changes_named")

	reloadAnswered = cypher.Must("read/reload_answered")
	reloadAnswer   = cypher.Must("write/reload_answer")
)

const (
	viewPoll   = 300 * time.Millisecond // how often what others changed is looked for
	viewFresh  = 3 * time.Second        // how long the view counts without having looked
	viewReload = time.Hour              // what was changed by hand counts after that, or after a refresh
	viewRetry  = time.Second            // before a load that failed is tried again
)

// view is the ties of today in memory, where this Graph follows them.
type view struct {
	following atomic.Bool
	current   atomic.Pointer[loaded] // nil until the first load is through, and where what it has may be stale

	mutex   sync.Mutex
	pending *round        // what this process changed and the view does not have yet; nil is nothing
	wake    chan struct{} // there is something pending
}

// loaded is a view and when it holds.
type loaded struct {
	*paths.View
	day    Date
	looked atomic.Int64 // when it was last known to have everything that others changed, in Unix milliseconds of this process
}

// round is a set of changes that the view takes at once.
type round struct {
	people map[string]bool
	pairs  map[[2]string]bool
	notes  []string // the changes' own ids: they need not be read again
	done   chan struct{}
}

func newRound() *round {
	return &round{people: map[string]bool{}, pairs: map[[2]string]bool{}, done: make(chan struct{})}
}

func (r *round) empty() bool { return len(r.people)+len(r.pairs) == 0 }

// add puts in what an entry of a change names.
func (r *round) add(entry string) {
	words := strings.Fields(entry)
	switch {
	case len(words) >= 4:
		r.pairs[[2]string{words[2], words[3]}] = true
	case len(words) == 3 && personKind(words[2]) != "":
		r.people[words[2]] = true
	}
}

// reloadEntry is the entry of a change that says no more than that every view is to be loaded anew.
const reloadEntry = "view changed all"

// inMemory is the view where it can answer: it is loaded, for today, and has what others changed. Else Cypher answers.
func (g *Graph) inMemory() *paths.View {
	l := g.view.current.Load()
	if l == nil || l.day != g.Today() || time.Now().UnixMilli()-l.looked.Load() > viewFresh.Milliseconds() {
		return nil
	}
	return l.View
}

// InMemory reports whether paths are answered from memory now, with how many people and ties.
func (g *Graph) InMemory() (people, ties int, ready bool) {
	v := g.inMemory()
	if v == nil {
		return 0, 0, false
	}
	people, ties = v.Size()
	return people, ties, true
}

// Follow loads the ties into memory and keeps them fresh until the context ends: by what this Graph changes before it is answered, by what others
// change within a second, and by loading anew after midnight UTC, every hour, and when a refresh asks for it, while the view before still answers.
// Cypher answers where there is none.
func (g *Graph) Follow(ctx context.Context, log *slog.Logger) {
	ctx = store.Aside(ctx) // however many ask, this goes on
	g.view.mutex.Lock()
	g.view.wake = make(chan struct{}, 1)
	g.view.mutex.Unlock()
	g.view.following.Store(true)
	defer func() {
		g.view.following.Store(false)
		g.forget()
	}()
	for ctx.Err() == nil {
		following, stop := context.WithCancel(ctx)
		err := g.follow(following, log)
		stop()
		g.forget()
		if ctx.Err() != nil {
			return
		}
		log.Warn("the view of ties is not up to date: it is loaded anew", "error", err)
		select {
		case <-ctx.Done():
		case <-time.After(viewRetry):
		}
	}
}

// forget drops the view, which could be stale, and lets go whoever waits for it.
func (g *Graph) forget() {
	g.view.mutex.Lock()
	defer g.view.mutex.Unlock()
	g.view.current.Store(nil)
	if g.view.pending != nil {
		close(g.view.pending.done)
		g.view.pending = nil
	}
}

// loading is a view on its way, with what was seen of the changes when it began.
type loading struct {
	loaded *loaded
	seen   *following
	asked  []string // the reloads that it answers
	begun  time.Time
	err    error
}

// follow loads views and keeps the one at hand fresh, until something fails.
func (g *Graph) follow(ctx context.Context, log *slog.Logger) error {
	var now *loading // the view at hand; nil before the first
	next := make(chan loading, 1)
	var under sync.WaitGroup // what is loading
	defer under.Wait()
	isLoading := false
	load := func(asked ...string) {
		isLoading = true
		under.Go(func() { next <- g.begin(ctx, asked) })
	}
	load()
	poll, reload := time.NewTicker(viewPoll), time.NewTicker(viewReload)
	defer poll.Stop()
	defer reload.Stop()
	var asked []string // reloads that came while one was under way
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case came := <-next:
			if came.err != nil {
				return came.err
			}
			again, err := g.publish(ctx, &came)
			if err != nil {
				return err
			}
			now, isLoading = &came, false
			asked = append(asked, again...)
			people, ties := now.loaded.Size()
			log.Info("ties in memory", "people", people, "ties", ties, "took", time.Since(now.begun).Round(time.Millisecond))
		case <-reload.C:
			if !isLoading {
				load()
			}
		case <-g.view.wake:
			if now == nil {
				continue // it waits for the first view
			}
			if err := g.take(ctx, now); err != nil {
				return err
			}
		case <-poll.C:
			if now == nil {
				continue
			}
			again, err := now.seen.catchUp(ctx, now.loaded)
			if err != nil {
				return err
			}
			asked = append(asked, again...)
			if !isLoading && (len(asked) > 0 || g.Today() != now.loaded.day) {
				load(asked...)
				asked = nil
			}
		}
	}
}

// begin loads a view for today.
func (g *Graph) begin(ctx context.Context, asked []string) loading {
	l := loading{seen: &following{g: g, seen: map[string]time.Time{}}, asked: asked, begun: time.Now()}
	if l.err = l.seen.skip(ctx); l.err != nil {
		return l
	}
	day := g.Today()
	var built *paths.View
	built, l.err = g.load(ctx, day)
	l.loaded = &loaded{View: built, day: day}
	return l
}

// publish gives a view what has changed since it began, makes it the one that answers, and tells those who asked for it. It returns reloads that
// were asked for meanwhile.
func (g *Graph) publish(ctx context.Context, l *loading) (again []string, err error) {
	if again, err = l.seen.catchUp(ctx, l.loaded); err != nil {
		return nil, err
	}
	again = slices.DeleteFunc(again, func(id string) bool { return slices.Contains(l.asked, id) })
	for { // what this process changed meanwhile goes in before anybody asks
		g.view.mutex.Lock()
		if g.view.pending == nil {
			g.view.current.Store(l.loaded)
			g.view.mutex.Unlock()
			return again, g.answer(ctx, l.asked)
		}
		g.view.mutex.Unlock()
		if err := g.take(ctx, l); err != nil {
			return nil, err
		}
	}
}

// take gives a view what is pending.
func (g *Graph) take(ctx context.Context, l *loading) error {
	g.view.mutex.Lock()
	pending := g.view.pending
	g.view.pending = nil
	g.view.mutex.Unlock()
	if pending == nil {
		return nil
	}
	defer close(pending.done)
	if err := g.apply(ctx, l.loaded, pending); err != nil {
		g.view.current.Store(nil) // before those who wait go on
		return err
	}
	for _, id := range pending.notes {
		l.seen.seen[id] = time.Now()
	}
	return nil
}

// following is what has been seen of the changes.
type following struct {
	g    *Graph
	seen map[string]time.Time // ids of changes, with the time that they have by Neo4j's clock
	last *time.Time           // the latest of them
}

// overlap is how much older than the latest change others can still come to light: commits are not in order.
func (f *following) overlap() time.Duration { return f.g.store.TimeLimit() + time.Second }

type changeSeen struct {
	ID string    `json:"id"`
	At time.Time `json:"at"`
}

// namedChange is what the statement changes_named answers.
type namedChange struct {
	ID      string   `json:"id"`
	Entries []string `json:"entries"`
}

// skip takes the changes of the last moments as seen: the load that begins now reads what is committed. Those that come to light later are read.
func (f *following) skip(ctx context.Context) error {
	rows, err := store.Read[changeSeen](ctx, f.g.store, changesSince, map[string]any{"from": nil, "span": f.overlap().Milliseconds()})
	for _, row := range rows {
		f.seen[row.ID], f.last = row.At, &row.At
	}
	return err
}

// unseen are the ids of the changes that have come to light since the last look.
func (f *following) unseen(ctx context.Context) ([]string, error) {
	rows, err := store.Read[changeSeen](ctx, f.g.store, changesSince, map[string]any{"from": f.last, "span": f.overlap().Milliseconds()})
	if err != nil {
		return nil, err
	}
	var fresh []string
	for _, row := range rows {
		if _, seen := f.seen[row.ID]; !seen {
			fresh = append(fresh, row.ID)
		}
		f.seen[row.ID], f.last = row.At, &row.At
	}
	if f.last != nil {
		maps.DeleteFunc(f.seen, func(_ string, at time.Time) bool { return at.Before(f.last.Add(-2 * f.overlap())) })
	}
	return fresh, nil
}

// catchUp brings a view what others changed, and returns the changes that ask for it to be loaded anew.
func (f *following) catchUp(ctx context.Context, l *loaded) (asked []string, err error) {
	looked := time.Now()
	fresh, err := f.unseen(ctx)
	if err != nil {
		return nil, err
	}
	for batch := range slices.Chunk(fresh, 50) {
		said, err := store.Read[namedChange](ctx, f.g.store, changesNamed, map[string]any{"ids": batch})
		if err != nil {
			return nil, err
		}
		r := newRound()
		for _, change := range said {
			for _, entry := range change.Entries {
				if entry == reloadEntry {
					asked = append(asked, change.ID)
				}
				r.add(entry)
			}
		}
		if err := f.g.apply(ctx, l, r); err != nil {
			return nil, err
		}
	}
	l.looked.Store(looked.UnixMilli())
	return asked, nil
}

// apply reads what a round names as it is now and puts it into the view. Of the people of a tie it reads those whom the view does not know: the change
// that made them can come to light later than the tie.
func (g *Graph) apply(ctx context.Context, l *loaded, r *round) error {
	if r.empty() {
		return nil
	}
	for pair := range r.pairs {
		for _, id := range pair {
			if !l.Has(id) {
				r.people[id] = true
			}
		}
	}
	people, pairs := make([]string, 0, len(r.people)), make([][2]string, 0, len(r.pairs))
	for id := range r.people {
		people = append(people, id)
	}
	for pair := range r.pairs {
		pairs = append(pairs, pair)
	}
	rows, err := store.Read[struct {
		People []struct {
			ID     string `json:"id"`
			User   bool   `json:"user"`
			Active bool   `json:"active"`
			Closed bool   `json:"closed"`
			Number int64  `json:"number"`

			BelongsTo []string `json:"belongsTo"`
		} `json:"people"`
		Ties []viewedTie `json:"ties"`
	}](store.Patient(ctx, viewPatience), g.store, viewChanged, map[string]any{"people": people, "pairs": pairs, "today": l.day})
	if err != nil {
		return err
	}
	var batch paths.Batch
	for _, p := range rows[0].People {
		batch.People = append(batch.People, paths.Person{ID: p.ID, User: p.User, Active: p.Active, Closed: p.Closed, BelongsTo: p.BelongsTo, Number: p.Number})
		delete(r.people, p.ID)
	}
	for id := range r.people {
		batch.PeopleGone = append(batch.PeopleGone, id)
	}
	for _, t := range rows[0].Ties {
		batch.Ties = append(batch.Ties, t.pair())
		delete(r.pairs, [2]string{t.A, t.B})
	}
	for pair := range r.pairs {
		batch.TiesGone = append(batch.TiesGone, paths.Pair{A: pair[0], B: pair[1]})
	}
	l.Change(batch)
	return nil
}

// sightOf is whom a viewer sees on paths.
func sightOf(v access.Viewer) paths.Sight {
	return paths.Sight{Name: v.Me(), All: v.Rights == nil, Contacts: v.Contacts(), Users: v.Connections()}
}

// tieSightOf is whose ties a viewer sees: where a tie is shown, it is not a connection.
func tieSightOf(v access.Viewer) paths.Sight {
	sight := sightOf(v)
	sight.Users = v.Ties()
	return sight
}

// viewedTie is a tie as statements for the view answer it.
type viewedTie struct {
	A        string   `json:"a"`
	B        string   `json:"b"`
	Strength *float64 `json:"strength"`
	Private  []string `json:"private"`
	Conflict bool     `json:"conflict"`
	Number   int64    `json:"number"`
}

func (t viewedTie) pair() paths.Pair {
	pair := paths.Pair{A: t.A, B: t.B, Strength: math.NaN(), Conflict: t.Conflict, Private: t.Private, Number: t.Number}
	if t.Strength != nil {
		pair.Strength = *t.Strength
	}
	return pair
}

// seen gives the view what a transaction of this process has changed, and waits until it counts.
func (g *Graph) seen(ctx context.Context, note string, t store.Touched) {
	if !g.view.following.Load() {
		return
	}
	r := newRound()
	for _, entry := range entriesOf(t) {
		r.add(entry)
	}
	if r.empty() {
		return
	}
	g.view.mutex.Lock()
	if g.view.pending == nil {
		g.view.pending = newRound()
	}
	waiting := g.view.pending
	for id := range r.people {
		waiting.people[id] = true
	}
	for pair := range r.pairs {
		waiting.pairs[pair] = true
	}
	waiting.notes = append(waiting.notes, note)
	loading := g.view.current.Load() == nil
	g.view.mutex.Unlock()
	select {
	case g.view.wake <- struct{}{}:
	default: // it is awake
	}
	if loading {
		return // Cypher answers, and what is pending goes in before the view does
	}
	select {
	case <-waiting.done:
	case <-ctx.Done():
	}
}

// Reload makes every Kith that follows the graph load its view anew: what was changed by hand counts then. It returns what Reloaded takes.
func (g *Graph) Reload(ctx context.Context) (asked string, err error) {
	asked = NewID(prefixChange)
	return asked, g.store.InTransaction(ctx, func(tx *store.Tx) error {
		_, err := store.Write[store.None](ctx, tx, changeNote, map[string]any{
			"id": asked, "entries": []string{reloadEntry}, "audit": nil, "by": access.System().Name(), "token": nil, "request": nil,
		})
		return err
	})
}

// Reloaded reports whether one who follows has loaded its view since that was asked for.
func (g *Graph) Reloaded(ctx context.Context, asked string) (bool, error) {
	rows, err := store.Read[bool](ctx, g.store, reloadAnswered, map[string]any{"id": asked})
	return len(rows) > 0 && rows[0], err
}

// answer tells those who asked for a reload that it is done.
func (g *Graph) answer(ctx context.Context, asked []string) error {
	if len(asked) == 0 {
		return nil
	}
	return g.store.InTransaction(ctx, func(tx *store.Tx) error {
		_, err := store.Write[store.None](ctx, tx, reloadAnswer, map[string]any{"ids": asked})
		return err
	})
}
