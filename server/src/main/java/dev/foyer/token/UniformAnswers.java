package dev.foyer.token;

import dev.foyer.kernel.WorkspaceId;

/** Which workspaces want every failed exchange answered alike. */
public interface UniformAnswers {
    /** None does. */
    UniformAnswers NEVER = new UniformAnswers() {
        @Override
        public boolean uniform(WorkspaceId workspace) {
            return false;
        }

        @Override
        public boolean anyUniform() {
            return false;
        }
    };

    boolean uniform(WorkspaceId workspace);

    /** Whether any does, so that codes that belong to nobody must be answered so too. */
    boolean anyUniform();
}
