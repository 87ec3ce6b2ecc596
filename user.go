package main

import (
	"context"
	"fmt"
	"io"

	"jauap/models"
)

// userCmd gives somebody a role. The first administrator comes about this way; who
// has one invites the others by mail.
type userCmd struct {
	Email string `arg:"" help:"Mail address that they sign in with."`
	Role  string `required:"" enum:"admin,moderator,head,executor" help:"admin, moderator, head or executor."`
	Body  *int64 `help:"Number of the body of a head or an executor."`
}

// Run grants the role; a second time changes nothing.
func (c userCmd) Run(ctx context.Context, config Config, out io.Writer) error {
	return withStore(ctx, config, out, func(store *models.Store) error {
		_, had, err := store.Appoint(ctx, c.Email, models.NewRole{Role: c.Role, BodyID: c.Body})
		if err != nil {
			return err
		}
		if had {
			fmt.Fprintf(out, "%s holds the role %s already.\n", c.Email, c.Role)
			return nil
		}
		fmt.Fprintf(out, "%s holds the role %s now. They sign in with a code by mail at %s/kk/sign-in, then set up a second factor.\n",
			c.Email, c.Role, config.BaseURL)
		return nil
	})
}
