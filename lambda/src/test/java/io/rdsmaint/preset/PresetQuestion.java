package io.rdsmaint.preset;

import io.rdsmaint.engine.QuestionCode;

/** What operations on presets ask about. */
enum PresetQuestion implements QuestionCode {
    NAME_TAKEN
}
