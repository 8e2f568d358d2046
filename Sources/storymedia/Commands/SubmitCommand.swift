import ArgumentParser

/// `storymedia submit`
struct SubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Queue clips and photos, and return at once.",
        discussion: """
            Makes a job of each input, for a process that works the queue (see work and watch). The options are those \
            of ingest. Prints one JSON object for each job, and the result last. Once the command has returned, the \
            jobs are on the disk: only losing the disk loses them. If one of the inputs is missing, none is queued.

            Submitting the same work with the same key again returns the existing job, even if it is done. If that job \
            has failed or was cancelled, a new one takes its place.
            """)

    @Argument(
        help: """
            Clips and photos: a story of each, or with --join one story of all. None is needed for a story document \
            that names its media, or whose first slide has only a background.
            """,
        completion: .file())
    var input: [String] = []

    @OptionGroup var story: StoryOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var limits: LimitsOption
    @OptionGroup var schedule: ScheduleOptions
    @OptionGroup var queue: QueueOptions

    func validate() throws {
        try story.validate(inputs: input)
        try schedule.validate(inputs: story.joining.join ? Array(input.prefix(1)) : input)
    }

    func run() async throws {
        do {
            let requests = try output.requests(for: input, story, limits)
            try await Submitter(queue: queue, schedule: schedule).submit(
                requests, of: input, areRows: story.template.data != nil)
        } catch let failure as CommandFailure {
            throw failure.reportAsResult()
        }
    }
}
