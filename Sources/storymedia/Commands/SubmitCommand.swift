import ArgumentParser
import Foundation
import Jobs
import Story

/// `storymedia submit`
struct SubmitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Queue clips and photos, and return at once.",
        discussion: """
            Each input becomes a job, which a process that works the queue carries out (see work and watch); the \
            options are those of ingest. Prints one JSON object for each job, the result last. When it has \
            returned, the jobs are on the disk: nothing short of losing that loses them. If one of the inputs \
            is not there, none is queued.

            Submitting a job of the same key and work again gives back the job that is there, also when it \
            is done; one that has failed or was cancelled makes way for a new one.
            """)

    @Argument(
        help: "Clips and photos, each for a story of its own, or with --join all for one.",
        completion: .file())
    var input: [String]

    @OptionGroup var story: StoryOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var limits: LimitsOption
    @OptionGroup var schedule: ScheduleOptions
    @OptionGroup var queue: QueueOptions

    func validate() throws {
        if input.contains("") { throw ValidationError("An input's name is empty.") }
        try schedule.validate(inputs: story.joining.join ? Array(input.prefix(1)) : input)
    }

    func run() throws {
        do {
            let requests = try output.requests(for: input, story, limits)
            try Submitter(queue: queue, schedule: schedule).submit(requests, of: input)
        } catch let failure as CommandFailure {
            throw failure.reportAsResult()
        }
    }
}
