package graph

import (
	"errors"
	"strings"

	"kith/problem"
)

// kept is what an idempotency key remembers of results: outcomes and ids, and of a refusal its kind and the places of its errors.
func kept(results []Result) []string {
	answer := make([]string, len(results))
	for i, result := range results {
		answer[i] = result.Status + " " + result.ID
		if result.Err != nil {
			answer[i] = Refused + " " + refusal(result.Err)
		}
	}
	return answer
}

func resultsOf(answer []string) []Result {
	results := make([]Result, len(answer))
	for i, text := range answer {
		status, rest, _ := strings.Cut(text, " ")
		results[i] = Result{Status: status, ID: rest}
		if status == Refused {
			results[i] = Result{Status: status, Err: refusalOf(rest)}
		}
	}
	return results
}

// refusal is a problem without its words, which can quote the body.
func refusal(err error) string {
	var p *problem.Problem
	if !errors.As(err, &p) {
		return string(problem.KindInternal)
	}
	words := []string{string(p.Kind)}
	for _, e := range p.Errors {
		words = append(words, e.Pointer)
	}
	return strings.Join(words, " ")
}

func refusalOf(text string) error {
	words := strings.Split(text, " ")
	p := &problem.Problem{Kind: problem.Kind(words[0]), Detail: "This was refused the first time: send it under another key to learn why."}
	for _, pointer := range words[1:] {
		p.Errors = append(p.Errors, problem.FieldError{Pointer: pointer, Detail: "was refused the first time"})
	}
	return p
}
