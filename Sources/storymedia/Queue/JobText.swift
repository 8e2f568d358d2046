import Foundation
import Jobs
import Story
import StoryService

/// A job as text for a person.
struct JobText {
    private let job: Job

    init(_ job: Job) {
        self.job = job
    }

    /// `  42  running     export 37 %, 6 s left  IMG_0042.MOV`
    var line: String {
        let number = String(repeating: " ", count: max(0, 6 - "\(job.id)".count)) + "\(job.id)"
        let state = job.state.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0)
        return [number, state, name, detail].compactMap(\.self).joined(separator: "  ").withVisibleControls
    }

    /// All details, in a dozen lines.
    var lines: [String] {
        var lines = [
            "job \(job.id), \(job.state.rawValue)" + (job.isCancelRequested ? ", to be cancelled" : "")
        ]
        func add(_ name: String, _ value: String?) {
            if let value { lines.append("  \(name): \(value.withVisibleControls)") }
        }
        add("input", job.input)
        add("key", job.key)
        add("priority", "\(job.priority)")
        add("wanted at", job.publishAt.map(JobReport.text))
        add("submitted", JobReport.text(job.createdAt))
        if job.state == .scheduled || job.state == .retryable { add("not before", JobReport.text(job.runAt)) }
        add("begun", job.startedAt.map(JobReport.text))
        add("ended", job.finishedAt.map(JobReport.text))
        add("attempts", "\(job.attempt) of \(job.maxAttempts)")
        if job.state == .running { add("progress", progress) }
        for step in job.steps { add("done", step.name) }
        for failure in job.failures {
            add(
                "attempt \(failure.attempt), \(JobReport.text(failure.at))",
                "\(failure.code): \(failure.text(in: .commandLine))")
        }
        for video in job.story?.videos ?? [] { add("story", video) }
        return lines
    }

    /// `3 available, 2 running, 40 completed`
    static func summary(_ counts: [JobState: Int]) -> String {
        let parts = JobState.allCases.compactMap { state in
            counts[state].flatMap { $0 > 0 ? "\($0) \(state.rawValue)" : nil }
        }
        return parts.isEmpty ? "The queue is empty." : parts.joined(separator: ", ")
    }

    private var name: String {
        // Only the file's name: the line has no room for folders.
        job.input.map { String($0[($0.lastIndex(of: "/").map($0.index(after:)) ?? $0.startIndex)...]) }
            ?? job.kind
    }

    private var detail: String? {
        switch job.state {
        case .running: progress
        case .scheduled: "not before \(JobReport.text(job.runAt))"
        case .retryable:
            "again at \(JobReport.text(job.runAt)): \(lastFailure ?? "")"
        case .discarded: lastFailure
        case .completed: job.story?.videos.first
        case .available: job.publishAt.map { "wanted at \(JobReport.text($0))" }
        case .cancelled: nil
        }
    }

    private var lastFailure: String? { job.failures.last?.text(in: .commandLine) }

    private var progress: String? {
        guard let progress = job.progress else { return nil }
        let left = progress.secondsLeft.map { ", \(Int(saturating: $0.rounded(.up))) s left" } ?? ""
        return "\(progress.stage) \(Int(saturating: progress.fraction * 100)) %\(left)"
    }
}
