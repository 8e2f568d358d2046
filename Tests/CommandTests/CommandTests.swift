import Testing

/// What a person sees of the program, from outside.
///
/// One after the other: each run keeps all cores busy by itself, and some have to end in time.
@Suite(.serialized, .timeLimit(.minutes(10))) struct CommandTests {}
