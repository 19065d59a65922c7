package handlers

import (
	"errors"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/ingest"
	"kith/problem"
)

// recogniseImport says what files are before they are imported.
//
//	@Summary		What files are, before they are imported
//	@Description	For each file its form, and of a CSV the kind of its rows, whose layout it is, and its columns with samples and what each becomes; where no kind is known the likeliest with guesses, to be sent on as the `mapping` of `POST /imports` once they are right. Besides, every kind with its columns. The first megabyte of each file is looked at, and nothing is kept.
//	@Tags			imports
//	@ID				recogniseImport
//	@Accept			mpfd
//	@Produce		json
//	@Param			files			formData	file	true	"A file; several parts may stand"
//	@Success		200				{object}	ingest.Recognised
//	@Failure		400,413,503		{object}	Problem
//	@Router			/imports:recognise [post]
func (s *service) recogniseImport(c *gin.Context) {
	err := queryOf(c).end()
	var recognised ingest.Recognised
	if err == nil {
		recognised, err = s.recognise(c)
	}
	s.answer(c, http.StatusOK, recognised, err)
}

func (s *service) recognise(c *gin.Context) (answer ingest.Recognised, err error) {
	parts, err := partsOf(c)
	if err != nil {
		return answer, err
	}
	upload, err := s.imports.Upload()
	if err != nil {
		return answer, err
	}
	defer func() { err = errors.Join(err, upload.Abandon()) }()
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return upload.Recognise()
		}
		if err == nil && part.FileName() == "" {
			err = problem.Malformed("A part is no file.", problem.FieldError{Pointer: "/" + part.FormName(), Detail: "is no file"})
		}
		if err == nil {
			err = upload.Add(part.FileName(), io.LimitReader(part, ingest.RecogniseLimit))
		}
		if err != nil {
			return answer, brokenOff(err)
		}
	}
}
