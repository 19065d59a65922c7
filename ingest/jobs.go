package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"kith/access"
	"kith/graph"
	"kith/problem"
)

// States of a job.
const (
	Queued  = "queued"
	Running = "running"
	Done    = "done"
	Failed  = "failed"
)

// A Job is an import that the service does in the background.
type Job struct {
	ID string `json:"id" example:"imp_01h455vb4pex5vsknk084sn02q"`
	Terms
	Files      []string   `json:"files" example:"contacts.csv"` // as they were named
	State      string     `json:"state" enums:"queued,running,done,failed"`
	Error      *string    `json:"error"` // why it failed; what came in before stays
	CreatedAt  time.Time  `json:"createdAt"`
	CreatedBy  string     `json:"createdBy"` // who sent the files: they and who may administer see it
	FinishedAt *time.Time `json:"finishedAt"`
	Doing      *string    `json:"doing" example:"contacts.csv"` // while it runs
	Rows       int64      `json:"rows"`                         // that came in so far
	Summary
}

// Jobs are the imports of a service, one after the other. Each has a folder of its own, with its files until it is finished, its state and its
// rejected rows; so a finished one can be asked for after a restart. It is safe for concurrent use.
type Jobs struct {
	dir      string
	graph    *graph.Graph
	imported func(kind, outcome string, rows int)
	log      *slog.Logger

	mu      sync.Mutex
	jobs    map[string]*Job
	viewers map[string]access.Viewer // of the jobs that wait, by job
	forgot  *graph.Suppressed        // the list that finished imports were last gone through by
	queue   chan string
	cancel  context.CancelFunc
	ended   chan struct{}
}

const (
	queueLength = 100
	stateFile   = "state.json"
	rejectsFile = "rejects.csv"
)

// OpenJobs takes the folder over, makes it where it is not there, and begins to work. Imports that a service before it left unfinished have failed.
func OpenJobs(dir string, g *graph.Graph, imported func(kind, outcome string, rows int), log *slog.Logger) (*Jobs, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	j := &Jobs{dir: dir, graph: g, imported: imported, log: log, jobs: map[string]*Job{}, viewers: map[string]access.Viewer{}, queue: make(chan string, queueLength),
		cancel: cancel, ended: make(chan struct{})}
	entries, err := os.ReadDir(dir)
	if err != nil {
		cancel()
		return nil, err
	}
	for _, entry := range entries {
		if err := j.reopen(entry.Name()); err != nil {
			cancel()
			return nil, err
		}
	}
	go j.work(ctx)
	return j, nil
}

// reopen reads what a service before left of a job. Without a state its files never came in whole.
func (j *Jobs) reopen(id string) error {
	text, err := os.ReadFile(filepath.Join(j.dir, id, stateFile)) //nolint:gosec // the id is the name of a folder that is there
	if errors.Is(err, fs.ErrNotExist) {
		return os.RemoveAll(filepath.Join(j.dir, id))
	}
	if err != nil {
		return err
	}
	job := &Job{}
	if err := json.Unmarshal(text, job); err != nil {
		return fmt.Errorf("the state of import %s: %w", id, err)
	}
	j.jobs[id] = job
	if job.State == Queued || job.State == Running {
		return j.finish(job, nil, errors.New("the service stopped while it ran: run it again"))
	}
	return nil
}

// Close stops the import that runs; what came in stays.
func (j *Jobs) Close() {
	j.cancel()
	<-j.ended
}

// An Upload is a job whose files come in.
type Upload struct {
	jobs  *Jobs
	id    string
	files []Source
}

// Upload begins a job. End it with Start, or with Abandon.
func (j *Jobs) Upload() (*Upload, error) {
	u := &Upload{jobs: j, id: graph.NewID("imp")}
	return u, os.Mkdir(filepath.Join(j.dir, u.id), 0o700)
}

// Add takes a file in, in constant memory.
func (u *Upload) Add(name string, content io.Reader) (err error) {
	path := filepath.Join(u.jobs.dir, u.id, fmt.Sprintf("%d.csv", len(u.files)))
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600) //nolint:gosec // a name of our own, in a folder of our own
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	name = filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	u.files = append(u.files, Source{Name: name, Path: path})
	_, err = io.Copy(file, content)
	return err
}

// Abandon takes away what came in.
func (u *Upload) Abandon() error { return os.RemoveAll(filepath.Join(u.jobs.dir, u.id)) }

// Start puts the job into the queue. Errors: Invalid where a file is none that can be imported; NotAllowed where one holds what only those change who
// may administer, or mail or a calendar whose user has not agreed that they are read; Unavailable where too many wait.
func (u *Upload) Start(ctx context.Context, v access.Viewer, w Terms) (Job, error) {
	j := u.jobs
	var faults []problem.FieldError
	if reason := wrongSource(w.Source); reason != "" {
		faults = append(faults, problem.FieldError{Pointer: "/source", Detail: reason})
	}
	if len(u.files) == 0 {
		faults = append(faults, problem.FieldError{Pointer: "/files", Detail: "there is no file"})
	}
	faults = append(faults, w.Mapping.unmatched(u.files)...)
	job := &Job{ID: u.id, Terms: w, State: Queued, CreatedAt: j.graph.Now(), CreatedBy: v.Name(), Files: []string{},
		Summary: Summary{Kinds: []Counts{}, Notes: []string{}}}
	mailboxes, newcomers := false, false
	for i, file := range u.files {
		job.Files = append(job.Files, file.Name)
		form, err := recogniseForm(w.mapped(file), DefaultLimits)
		if err == nil {
			err = form.wanting(w)
		}
		var refused *Refused
		if errors.As(err, &refused) {
			faults = append(faults, problem.FieldError{Pointer: fmt.Sprintf("/files/%d", i), Detail: refused.Error()})
			continue
		}
		if err != nil {
			return Job{}, err
		}
		mailboxes, newcomers = mailboxes || form.isMailbox(), newcomers || form.bringsUsers()
		if form.administers() && !v.May(access.Administer) {
			return Job{}, problem.NotAllowed("%s holds users, units or relation types, and your role does not let you administer.", file.Name)
		}
	}
	if faults != nil {
		return Job{}, problem.Invalid(faults...)
	}
	if mailboxes {
		if _, err := mailboxOf(ctx, j.graph, v, w, newcomers); err != nil {
			return Job{}, err
		}
	}
	job.OwnDomains = append([]string{}, w.OwnDomains...)
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.queue) == cap(j.queue) {
		return Job{}, problem.Unavailable("Too many imports wait. Try again later.", time.Minute, nil)
	}
	if err := j.save(job); err != nil {
		return Job{}, err
	}
	j.jobs[job.ID], j.viewers[job.ID] = job, v
	j.queue <- job.ID
	return *job, nil
}

// wrongSource says why a name cannot be that of a source.
func wrongSource(name string) string {
	switch {
	case name == "":
		return "is missing: the name of the system that the files come from"
	case strings.ContainsAny(name, ":;\x00") || strings.TrimSpace(name) != name:
		return "has a colon, a semicolon or space around it"
	case len(name) > 200:
		return "is longer than 200 bytes"
	}
	return ""
}

// Job returns a job as it is now, to who sent it and to who may administer.
func (j *Jobs) Job(id string, v access.Viewer) (Job, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	job, is := j.jobs[id]
	if !is || job.CreatedBy != v.Name() && !v.May(access.Administer) {
		return Job{}, problem.NotFound("import", id)
	}
	return *job, nil
}

// Rejects returns the CSV of a job's rejected rows, its header alone where there are none. The caller closes it.
func (j *Jobs) Rejects(id string, v access.Viewer) (io.ReadCloser, error) {
	if _, err := j.Job(id, v); err != nil {
		return nil, err
	}
	file, err := os.Open(filepath.Join(j.dir, id, rejectsFile)) //nolint:gosec // there is a job of this id
	if errors.Is(err, fs.ErrNotExist) {
		return io.NopCloser(strings.NewReader(strings.Join(rejectsHeader, ",") + "\n")), nil
	}
	return file, err
}

// forgetEvery is how often a service looks whether another, or a command, has erased somebody.
const forgetEvery = time.Minute

// work runs the jobs in their order, and forgets who was erased.
func (j *Jobs) work(ctx context.Context) {
	defer close(j.ended)
	look := time.NewTicker(forgetEvery)
	defer look.Stop()
	for {
		if err := j.Forget(ctx); err != nil && ctx.Err() == nil {
			j.log.Warn("rejected rows of imports may still name who was erased", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case id := <-j.queue:
			j.run(ctx, id)
			j.mu.Lock()
			j.forgot = nil // what it rejected before an erasure is gone through too
			j.mu.Unlock()
		case <-look.C:
		}
	}
}

func (j *Jobs) run(ctx context.Context, id string) {
	var viewer access.Viewer
	job := j.change(id, func(job *Job) {
		job.State, viewer = Running, j.viewers[id]
		delete(j.viewers, id)
	})
	o := ImportOptions{
		Terms: job.Terms, Rejects: filepath.Join(j.dir, id, rejectsFile), Imported: j.imported,
		Progress: func(doing string, _, rows int64) {
			j.change(id, func(job *Job) { job.Doing, job.Rows = &doing, rows })
		},
	}
	for i, name := range job.Files {
		o.Files = append(o.Files, Source{Name: name, Path: filepath.Join(j.dir, id, fmt.Sprintf("%d.csv", i))})
	}
	summary, err := Import(graph.WithRequest(ctx, "import "+id), j.graph, viewer, o)
	if ctx.Err() != nil {
		err = errors.New("the service stopped while it ran: run it again")
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := j.finish(j.jobs[id], summary, err); err != nil {
		j.log.Error("import", "id", id, "error", err)
	}
}

// change alters a job and returns it as it then is.
func (j *Jobs) change(id string, alter func(*Job)) Job {
	j.mu.Lock()
	defer j.mu.Unlock()
	job := j.jobs[id]
	alter(job)
	return *job
}

// finish notes how a job ended and takes its files away.
func (j *Jobs) finish(job *Job, summary *Summary, cause error) error {
	now := j.graph.Now()
	job.State, job.FinishedAt, job.Doing = Done, &now, nil
	if summary != nil {
		job.Summary = *summary
		job.Rows = 0
		for _, c := range summary.Kinds {
			job.Rows += c.Created + c.Changed + c.Unchanged
		}
	}
	if cause != nil {
		reason := told(cause)
		job.State, job.Error = Failed, &reason
		j.log.Warn("import failed", "id", job.ID, "error", cause)
	}
	err := j.save(job)
	for i := range job.Files {
		if gone := os.Remove(filepath.Join(j.dir, job.ID, fmt.Sprintf("%d.csv", i))); !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
	}
	return err
}

// told says why an import failed in words for its owner, who learns nothing of the machine.
func told(cause error) string {
	var refused *Refused
	var known *problem.Problem
	switch {
	case errors.As(cause, &refused):
		return refused.Error()
	case errors.As(cause, &known):
		return known.Detail
	case strings.HasPrefix(cause.Error(), "the service stopped"):
		return cause.Error()
	}
	return "something went wrong: the log has it under the import's id; what came in stays, and it can be run again"
}

// save writes the job's state so that it is whole at any moment.
func (j *Jobs) save(job *Job) error {
	text, err := json.Marshal(job)
	if err != nil {
		return err
	}
	path := filepath.Join(j.dir, job.ID, stateFile)
	if err := os.WriteFile(path+".part", text, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".part", path)
}
