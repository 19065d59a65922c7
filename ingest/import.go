package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph"
	"kith/graph/store"
	"kith/problem"
)

// Terms are what the importing person says about an import.
type Terms struct {
	// Source names the system that the files come from; ids and references are that system's.
	Source string `json:"source" example:"crm"`
	// DryRun checks and counts everything and writes nothing.
	DryRun bool `json:"dryRun"`
	// Unknown says what becomes of people and companies that nobody knows: UnknownOut, which "" is too, or UnknownContacts.
	Unknown string `json:"unknown" enums:"out,contacts"`
	// User is the e-mail address of the user whose own connections, mail or calendar come in, where a file is such a one.
	User string `json:"user"`
	// OwnDomains are domains of ours beside those of our users' addresses.
	OwnDomains []string `json:"ownDomains"`
	// Mapping says what the columns of files are that are not known by their headers.
	Mapping *Mapping `json:"mapping"`
}

// ImportOptions say what comes in and how.
type ImportOptions struct {
	Terms
	Files []Source
	// Rejects is the file that rejected rows go to; it is made only where there are any.
	Rejects string
	Limits  Limits // of files; zero is DefaultLimits

	// Progress, if set, is told what is being done, how far its file is read in bytes, and the rows that came in so far.
	Progress func(doing string, bytes, rows int64)
	// Imported, if set, is told of rows as they come in.
	Imported func(kind, outcome string, rows int)
}

// batchLimit is how long one batch may take, which does more than a question does.
const batchLimit = 2 * time.Minute

// Import brings files in: their records first, then what ends, then what begins. Every batch of rows is a transaction of its own, and what came in
// stays when the import is stopped; run again, it ends in the same graph. A row that is wrong is written to the rejects file and stops nothing.
// The error is a *Refused, or several joined, where a file is none that can be imported: then nothing was written.
func Import(ctx context.Context, g *graph.Graph, v access.Viewer, o ImportOptions) (*Summary, error) {
	if o.Limits == (Limits{}) {
		o.Limits = DefaultLimits
	}
	if reason := wrongSource(o.Source); reason != "" {
		return nil, fmt.Errorf("the source %q %s", o.Source, reason)
	}
	r := &run{
		graph: g, viewer: v, source: o.Source, by: v.Name(), limits: o.Limits, dry: o.DryRun, options: o,
		now: g.Now(), day: g.Today(),
		rejects: NewRejects(o.Rejects), begun: map[*input]bool{}, planned: newPlanned(), remembered: map[string]known{}, matched: map[string]bool{}, unique: map[string]string{},
		companies: map[string]string{}, employers: employers{},
	}
	if o.Unknown == UnknownContacts {
		r.strangers = &strangers{names: map[string]string{}, lists: map[string]bool{}}
	}
	_, err := r.suppressed(ctx)
	if err == nil {
		err = r.all(store.Patient(ctx, batchLimit), o.Files)
	}
	if err == nil {
		err = g.RefreshStale(ctx, v)
	}
	return r.summary(), errors.Join(err, r.rejects.Close(), r.closeSpools())
}

// run is one import under way.
type run struct {
	graph   *graph.Graph
	viewer  access.Viewer
	source  string
	by      string
	limits  Limits
	dry     bool
	options ImportOptions
	now     time.Time
	day     store.Date

	inputs  []*input
	begun   map[*input]bool // inputs whose first pass has begun
	planned *planned        // what a dry run would have made
	// remembered are references found before, by kind and text; only the goroutine that looks up uses them.
	remembered map[string]known
	matched    map[string]bool   // records that an id of this source found by an address
	unique     map[string]string // what only one record of a kind may have → the id in the source of the one that has it

	spools    []*spool
	erased    atomic.Pointer[graph.Suppressed]
	strangers *strangers        // nil where they stay out
	mailbox   *mailbox          // whose mail and calendars come in
	companies map[string]string // account_id of a company that is known by name → account
	employers employers         // companies that files know by name
	ours      map[string]bool   // domains

	mu      sync.Mutex // of counts, outcomes, notes
	notes   []string
	rejects *Rejects
	rows    atomic.Int64
}

// all opens every file and reads those of other forms before anything is written, then takes the passes in their order.
func (r *run) all(ctx context.Context, files []Source) error {
	var refused error
	var foreign []*form
	newcomers := false
	for _, source := range files {
		form, err := recogniseForm(r.options.mapped(source), r.limits)
		if err == nil {
			err = form.wanting(r.options.Terms)
		}
		var known *Refused
		if errors.As(err, &known) {
			refused = errors.Join(refused, known)
			continue
		}
		if err != nil {
			return err
		}
		r.notes = append(r.notes, form.notes...)
		newcomers = newcomers || form.bringsUsers()
		if form.read != nil {
			foreign = append(foreign, form)
		} else {
			r.inputs = append(r.inputs, form.input())
		}
	}
	if refused != nil {
		return refused
	}
	if len(files) == 0 {
		return errors.New("there is no file to import")
	}
	if slices.ContainsFunc(foreign, (*form).isMailbox) {
		mailbox, err := mailboxOf(ctx, r.graph, r.viewer, r.options.Terms, newcomers)
		if err != nil {
			return err
		}
		r.mailbox = mailbox
	}
	for _, form := range foreign {
		if form.isMailbox() && r.mailbox.leavesOutFile(form.Name) {
			r.note("%s is left out: its user wants that", form.Name)
			continue
		}
		if err := form.read(ctx, r); err != nil {
			return err
		}
	}
	if _, err := r.takeSpools(); err != nil {
		return err
	}
	return r.take(ctx, r.inputs, steps())
}

// take looks the files over and takes the passes over them in their order.
func (r *run) take(ctx context.Context, inputs []*input, steps []step) error {
	for _, in := range inputs {
		r.forbid(in)
		if err := in.look(ctx, r.limits, in.manyPasses()); err != nil {
			return err
		}
	}
	for _, step := range steps {
		if step.once != nil {
			if err := step.once(ctx, r); err != nil {
				return err
			}
		}
		for _, kind := range step.kinds {
			for _, in := range inputs {
				if in.kind.Name != kind || step.needs != "" && !in.has(step.needs) {
					continue
				}
				if err := step.take(ctx, r, in); err != nil {
					return fmt.Errorf("%s: %w", in.Name, err)
				}
			}
		}
	}
	return nil
}

// made takes the passes over files that a step has made: their records are in before the step ends.
func (r *run) made(ctx context.Context) error {
	inputs, err := r.takeSpools()
	if err != nil {
		return err
	}
	return r.take(ctx, inputs, slices.DeleteFunc(steps(), func(s step) bool { return s.once != nil }))
}

// A step is one pass over the files of some kinds, of those that have the column it needs, or else something done once.
type step struct {
	once  func(context.Context, *run) error // instead of the rest
	kinds []string
	needs string
	take  func(context.Context, *run, *input) error
}

// steps are the order of an import: all records first, then all endings, then what begins.
func steps() []step {
	return []step{
		{kinds: []string{"units", "users", "relation_types", "accounts"}, take: importRecords},
		{once: readOurs},
		{once: importCompanies},
		{kinds: []string{"contacts", "products", "opportunities", "positions"}, take: importRecords},
		{kinds: []string{"private_contacts"}, take: importPrivateContacts},
		{kinds: []string{"contacts"}, needs: "account_id", take: importEmployments},
		{kinds: []string{"units"}, needs: "parent_id", take: importUnitParents},
		{kinds: []string{"contacts"}, needs: "account_id", take: importHoldings},
		{kinds: []string{"positions"}, take: importHoldings},
		{kinds: []string{"accounts"}, needs: "parent_id", take: endLines},
		{kinds: []string{"contacts"}, needs: "account_id", take: endLines},
		{kinds: []string{"positions"}, needs: "reports_to_id", take: endLines},
		{kinds: []string{"accounts"}, needs: "parent_id", take: drawLines},
		{kinds: []string{"subsidiaries"}, take: drawLines},
		{kinds: []string{"contacts"}, needs: "account_id", take: drawLines},
		{kinds: []string{"positions"}, needs: "reports_to_id", take: drawLines},
		{kinds: []string{"account_team", "opportunity_team", "buying_center", "line_items", "influences", "relations"}, take: importRelationsOf},
		{kinds: []string{"ties", "tie_sources"}, take: importTiesOf},
		{once: importStrangers},
		{kinds: []string{"interactions"}, take: importInteractions},
		{kinds: []string{"folded_interactions"}, take: importFolded},
		{kinds: []string{"placements"}, take: importPlacements},
		{kinds: []string{"mailboxes"}, take: importMailboxes},
	}
}

// manyPasses says whether the file's rows are taken more than once.
func (in *input) manyPasses() bool {
	switch in.kind.Name {
	case "units", "accounts", "contacts", "positions":
		return true
	}
	return false
}

func (in *input) has(column string) bool {
	_, has := in.columns[column]
	return has
}

// begin says whether this is the first pass over the file.
func (r *run) begin(in *input) bool {
	first := !r.begun[in]
	r.begun[in] = true
	return first
}

func (in *input) outcome(r *run, number int) outcome {
	r.mu.Lock()
	defer r.mu.Unlock()
	return in.outcomes[number]
}

// count notes what became of a row. What a row says beside its record can turn an unchanged record into a changed one, and a new part of
// a record that was there is a change of it.
func (r *run) count(i *item, o outcome) {
	r.mu.Lock()
	defer r.mu.Unlock()
	in, kept := i.in, &i.became
	if in.outcomes != nil {
		kept = &in.outcomes[i.number]
	}
	before := *kept
	if i.part && o&became == created && before&became != none {
		o = o&^became | changed
	}
	if o&became < before&became {
		o = o&^became | before&became
	}
	*kept = before&^became | o
	in.tally(before&became, -1)
	in.tally(o&became, 1)
	if o&rejected != 0 && before&rejected == 0 {
		in.counts.Rejected++
		r.told(in, "rejected")
	}
	if o&became != none && before&became == none {
		r.rows.Add(1)
		r.told(in, [...]string{unchanged: "unchanged", changed: "changed", created: "created"}[o&became])
	}
}

func (in *input) tally(o outcome, by int64) {
	switch o {
	case unchanged:
		in.counts.Unchanged += by
	case changed:
		in.counts.Changed += by
	case created:
		in.counts.Created += by
	}
}

func (r *run) told(in *input, outcome string) {
	if r.options.Imported != nil {
		r.options.Imported(in.kind.Name, outcome, 1)
	}
}

func (r *run) repeated(in *input) {
	r.mu.Lock()
	defer r.mu.Unlock()
	in.counts.Repeated++
}

func (r *run) note(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if note := fmt.Sprintf(format, args...); !slices.Contains(r.notes, note) {
		r.notes = append(r.notes, note)
	}
}

// refuse keeps a row out of all that follows.
func (r *run) refuse(i *item, fault *Reject) {
	r.count(i, out|rejected)
	r.reject(fault)
}

// reject keeps the row out and says which column is why.
func (r *run) rejectRow(i *item, column, format string, args ...any) {
	r.refuse(i, i.fault(column, fmt.Sprintf(format, args...)))
}

// rejectColumn notes that a row goes in without what one of its columns says.
func (r *run) rejectColumn(i *item, column, format string, args ...any) {
	r.count(i, rejected)
	r.reject(i.fault(column, fmt.Sprintf(format, args...)))
}

func (i *item) fault(column, reason string) *Reject {
	return i.row.reject(i.in.Name, column, reason)
}

// reject writes to the rejects file; a file that cannot be written fails when it is closed.
func (r *run) reject(fault *Reject) {
	fault = fault.without(r.erased.Load(), r.source)
	if err := r.rejects.Write(fault); err != nil {
		r.note("the rejects file cannot be written: %v", err)
	}
}

func (r *run) report(doing string, bytes int64) {
	if r.options.Progress != nil {
		r.options.Progress(doing, bytes, r.rows.Load())
	}
}

// write runs work as a transaction, again where another client made what it was about to make. A dry run writes nothing.
func (r *run) write(ctx context.Context, work func(tx *store.Tx) error) error {
	if r.dry {
		return nil
	}
	return r.graph.Transact(ctx, r.viewer, work)
}

// ask reads rows of a statement, inside a transaction where there is one.
func ask[R any](ctx context.Context, r *run, tx *store.Tx, statement cypher.Statement, values map[string]any) ([]R, error) {
	if tx != nil {
		return store.Write[R](ctx, tx, statement, values)
	}
	for attempt := 1; ; attempt++ {
		rows, err := store.Read[R](ctx, r.graph.Store(), statement, values)
		if err == nil || attempt == 5 || !problem.Is(err, problem.KindUnavailable) {
			return rows, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

// summary puts the counts of the files together by kind.
func (r *run) summary() *Summary {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := &Summary{Kinds: []Counts{}, Notes: append([]string{}, r.notes...)}
	for _, kind := range Kinds {
		sum, any := Counts{Kind: kind.Name}, false
		for _, in := range r.inputs {
			if in.kind == kind {
				any = true
				sum.Created += in.counts.Created
				sum.Changed += in.counts.Changed
				sum.Unchanged += in.counts.Unchanged
				sum.Repeated += in.counts.Repeated
				sum.Rejected += in.counts.Rejected
			}
		}
		if any {
			s.Kinds = append(s.Kinds, sum)
		}
	}
	return s
}
