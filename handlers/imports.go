package handlers

import (
	"errors"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/ingest"
	"kith/problem"
)

// importLimit is how large the body of an import may be, in bytes.
const importLimit = 1 << 30

// createImport takes files in and imports them in the background.
//
//	@Summary		Import files
//	@Description	Files as `kith import` takes them, plain or gzip: CSV, mailboxes, calendars, vCards, what other systems export; what a file holds is known by how it begins. The answer comes once the files are here; the import runs in the background, one at a time, and `GET /imports/{id}` says how far it is. The same files again change nothing, so an import that failed can simply be sent again. A file that cannot be imported at all, such as one without a required column, is refused here and nothing is written. Users, units and relation types in files are for those who may administer. Mail and calendars are their user's, who has agreed (`PUT /me/mailbox`), or whose organisation has another ground: of a user who asks, their own; of a token that acts for nobody, those of `user`, or with the permission administer the organisation's own files. What comes from a user's mailbox is marked so, what they leave out is not read, and new ties from it wait seven days, seen by their own users alone.
//	@Tags			imports
//	@ID				createImport
//	@Accept			mpfd
//	@Produce		json
//	@Param			source			formData	string	true	"Name of the system that the files come from: ids and references are that system's"
//	@Param			files			formData	file	true	"A file; several parts may stand"
//	@Param			mapping			formData	string	false	"JSON of the form ingest.Mapping: what the columns are of files that are not known by their headers"
//	@Param			dryRun			query		boolean	false	"Check and count everything, write nothing"
//	@Param			unknown			query		string	false	"What becomes of people and companies that nobody knows: they stay out, or become contacts at the account that has the domain of their address, and accounts"	Enums(out, contacts)	default(out)
//	@Param			user			query		string	false	"E-mail address of the user whose own connections, as LinkedIn exports them, or mail and calendars come in"
//	@Param			ownDomains		query		string	false	"Domains of ours beside those of our users' addresses, with commas between them"
//	@Success		202				{object}	ingest.Job
//	@Header			202				{string}	Location	"Where the import's state is"
//	@Failure		400,403,404,413,422,503	{object}	Problem
//	@Router			/imports [post]
func (s *service) createImport(c *gin.Context) {
	q := queryOf(c)
	terms := ingest.Terms{DryRun: q.flag("dryRun"), Unknown: q.choice("unknown", ingest.UnknownOut, ingest.UnknownContacts), User: q.text("user"),
		OwnDomains: q.list("ownDomains")}
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	job, err := s.upload(c, terms)
	if err == nil {
		c.Header("Location", base+"/imports/"+job.ID)
	}
	s.answer(c, http.StatusAccepted, job, err)
}

// upload reads the parts of the body as they come: the source, and any number of files.
func (s *service) upload(c *gin.Context, terms ingest.Terms) (job ingest.Job, err error) {
	parts, err := partsOf(c)
	if err != nil {
		return job, err
	}
	upload, err := s.imports.Upload()
	if err != nil {
		return job, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, upload.Abandon())
		}
	}()
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = readPart(upload, part, &terms)
		}
		if err != nil {
			return job, brokenOff(err)
		}
	}
	return upload.Start(c.Request.Context(), viewer(c), terms)
}

// partsOf are the parts of a body of files, as they come.
func partsOf(c *gin.Context) (*multipart.Reader, error) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, importLimit)
	parts, err := c.Request.MultipartReader()
	if err != nil {
		return nil, problem.Malformed("An import is sent as multipart/form-data: a field source, and files.")
	}
	return parts, nil
}

func readPart(upload *ingest.Upload, part *multipart.Part, terms *ingest.Terms) error {
	switch {
	case part.FormName() == "mapping":
		text, err := io.ReadAll(io.LimitReader(part, bodyLimit))
		if err == nil {
			terms.Mapping = &ingest.Mapping{}
			err = decodeJSON(text, terms.Mapping)
		}
		return err
	case part.FileName() != "":
		return upload.Add(part.FileName(), part)
	case part.FormName() == "source":
		text, err := io.ReadAll(io.LimitReader(part, 1000))
		terms.Source = string(text)
		return err
	}
	return problem.Malformed("A part is neither the field source, nor the field mapping, nor a file.", problem.FieldError{Pointer: "/" + part.FormName(), Detail: "is not a field here"})
}

// brokenOff says what stands against a body that could not be read to its end.
func brokenOff(err error) error {
	var tooLarge *http.MaxBytesError
	var known *problem.Problem
	var ours *fs.PathError // such as a full disk
	switch {
	case errors.As(err, &tooLarge):
		return problem.TooLarge(importLimit)
	case errors.As(err, &known), errors.As(err, &ours):
		return err
	}
	return problem.Malformed("The body broke off, or is no multipart/form-data.")
}

// readImport says how far an import is.
//
//	@Summary		State of an import
//	@Description	For who sent it, and for who may administer. `queued`, `running`, `done` or `failed`, with the counts of rows by kind once it has ended. What came in before an import failed stays; send it again to bring in the rest. A service that was stopped while an import ran calls it failed when it is back.
//	@Tags			imports
//	@ID				readImport
//	@Produce		json
//	@Param			id	path		string	true	"Import"
//	@Success		200	{object}	ingest.Job
//	@Failure		404	{object}	Problem
//	@Router			/imports/{id} [get]
func (s *service) readImport(c *gin.Context) {
	if err := queryOf(c).end(); err != nil {
		s.fail(c, err)
		return
	}
	job, err := s.imports.Job(pathValue(c, "id"), viewer(c))
	s.answer(c, http.StatusOK, job, err)
}

// readRejects sends the rows that an import rejected.
//
//	@Summary		Rejected rows of an import
//	@Description	A CSV with `file,line,column,reason` and then each row as it stood, to be corrected and sent again. Without rejected rows it is the header alone.
//	@Tags			imports
//	@ID				readImportRejects
//	@Produce		text/csv
//	@Param			id	path		string	true	"Import"
//	@Success		200	{file}		file
//	@Failure		404	{object}	Problem
//	@Router			/imports/{id}/rejects [get]
func (s *service) readRejects(c *gin.Context) {
	if err := queryOf(c).end(); err != nil {
		s.fail(c, err)
		return
	}
	rejects, err := s.imports.Rejects(pathValue(c, "id"), viewer(c))
	if err != nil {
		s.fail(c, err)
		return
	}
	defer rejects.Close()
	c.Header("Content-Type", "text/csv; charset=utf-8")
	c.Header("Content-Disposition", `attachment; filename="rejects.csv"`)
	c.Status(http.StatusOK)
	if _, err := io.Copy(c.Writer, rejects); err != nil {
		s.log.Warn("answer not written", "requestId", c.GetString(requestIDHeader), "route", c.FullPath(), "error", err)
	}
}
