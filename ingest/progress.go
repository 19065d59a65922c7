package ingest

import (
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progressEvery is how often a line is written where no bar can be drawn.
const progressEvery = 5 * time.Second

// Progress shows how far an import or export is: a bar on a terminal, a plain line every few seconds elsewhere. One
// goroutine uses it.
type Progress struct {
	w     io.Writer
	bar   *progressbar.ProgressBar // nil where w is no terminal
	total int64
	now   func() time.Time
	began time.Time
	last  time.Time
}

// NewProgress starts to show; total is the bytes of all files.
func NewProgress(w io.Writer, terminal bool, total int64) *Progress {
	return newProgress(w, terminal, total, true)
}

// newProgress starts to show; total is bytes, or records.
func newProgress(w io.Writer, terminal bool, total int64, bytes bool) *Progress {
	p := &Progress{w: w, total: total, now: time.Now}
	p.began = p.now()
	p.last = p.began
	if terminal {
		p.bar = progressbar.NewOptions64(total, progressbar.OptionSetWriter(w), progressbar.OptionShowBytes(bytes),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	return p
}

// At tells how far it is: what is being done, how much of the total, and the rows of all files so far.
func (p *Progress) At(doing string, done, rows int64) error {
	if p.bar != nil {
		p.bar.Describe(fmt.Sprintf("%s, %d rows", doing, rows))
		return p.bar.Set64(min(done, p.total))
	}
	now := p.now()
	if now.Sub(p.last) < progressEvery {
		return nil
	}
	p.last = now
	share := 100.0
	if p.total > 0 {
		share = 100 * float64(done) / float64(p.total)
	}
	_, err := fmt.Fprintf(p.w, "%s: %.0f %%, %d rows, %.0f rows/s\n", doing, share, rows, float64(rows)/now.Sub(p.began).Seconds())
	return err
}

// Close takes the bar away.
func (p *Progress) Close() error {
	if p.bar == nil {
		return nil
	}
	return p.bar.Finish()
}
