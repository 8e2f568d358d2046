internal import Foundation
internal import Probing

/// Watches over a working worker: how long it has been silent, how long it has worked, how many threads it has.
struct WorkerVigil {
    /// Why a worker is to be ended.
    enum Reason: Hashable {
        /// It did what no honest worker does, in words that follow "because it".
        case violation(String)
        /// It takes too long, in a sentence.
        case stalled(String)
    }

    /// How often to look, in seconds. Short enough to feel immediate.
    static let interval = 0.05

    /// The most threads of one worker. Codecs and scalers take a few for each processor, and there are some twenty
    /// stages.
    private static let threadLimit = 128 + 16 * ProcessInfo.processInfo.activeProcessorCount

    /// The stage that the worker has reported.
    private(set) var stage = MediaError.Stage.open
    private let limits: WorkLimits
    private let longestSilence: Duration
    private var clock = RunningClock()
    private var deadline: WorkDeadline
    /// When the worker last proved that the work goes on.
    private var lastLife = Duration.zero

    /// - Parameter longestSilence: how long the work may make no progress.
    init(_ limits: WorkLimits, longestSilence: Duration) {
        self.limits = limits
        self.longestSilence = longestSilence
        deadline = WorkDeadline(limits)
    }

    /// Takes in an event that passed the check.
    ///
    /// - Parameter isLife: whether it proves that the work goes on.
    mutating func note(_ event: WorkerEvent, isLife: Bool) {
        if isLife { lastLife = clock.now }
        switch event {
        case .reached(let stage): self.stage = stage
        case .probed, .divided: stage = .probe
        case .planned(let plans):
            stage = .plan
            deadline.plan(plans)
        case .progress: stage = .encode
        case .made, .written: stage = .verify
        case .wants, .log: break
        }
    }

    /// Why the worker is to be ended now; nil if it may go on.
    ///
    /// - Parameter threads: how many threads the worker has; nil if unknown.
    mutating func reasonToEnd(_ threads: Int?) -> Reason? {
        clock.tick()
        if clock.now - lastLife > longestSilence {
            return .stalled("No stage has made progress for \(longestSilence.components.seconds) s.")
        }
        if let threads, threads > Self.threadLimit {
            return .violation("uses \(threads) threads, more than the limit of \(Self.threadLimit)")
        }
        guard clock.now > deadline.allowed else { return nil }
        return .stalled(
            "It was not finished after \(deadline.allowed.components.seconds) s (work.seconds of the limits allows "
                + "\(limits.seconds) s).")
    }
}
