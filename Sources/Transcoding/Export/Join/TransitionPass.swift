internal import Libav
internal import Story

/// Makes the frames in which one slide takes over from another.
struct TransitionPass: ~Copyable {
    private let pool: FramePool

    /// Black, white and neutral chroma in limited range (ITU-R BT.709-6, quantization levels).
    private static let black: UInt8 = 16
    private static let white: UInt8 = 235
    private static let grey: UInt8 = 128

    init(width: Int, height: Int) throws(LibavError) {
        pool = try FramePool(width: width, height: height)
    }

    /// Makes a frame of a transition.
    ///
    /// - Parameters:
    ///   - step: which of the transition's frames, from 0.
    ///   - before: a frame of the slide that goes.
    ///   - after: a frame of the slide that comes.
    /// - Precondition: both frames are ``Libav/PixelFormat/yuv420p`` and have the size of this pass.
    func frame(
        of transition: TransitionPlan, step: Int, from before: borrowing Frame, to after: borrowing Frame
    ) throws(LibavError) -> Frame {
        let progress = transition.progress(step)
        var frame = try pool.make()
        switch transition.kind {
        case .cut: return try after.reference()
        case .fade: Self.mix(before, after, Self.weight(progress), into: &frame)
        case .fadeBlack: Self.fade(before, after, progress, by: Self.black, into: &frame)
        case .fadeWhite: Self.fade(before, after, progress, by: Self.white, into: &frame)
        case .slideLeft, .slideRight, .slideUp, .slideDown, .wipeLeft, .wipeRight, .wipeUp, .wipeDown:
            let patches = TransitionPatches(
                transition.kind, progress, width: pool.width, height: pool.height)
            patches.before.copy(before, to: &frame)
            patches.after.copy(after, to: &frame)
        }
        return frame
    }

    private static func fade(
        _ before: borrowing Frame, _ after: borrowing Frame, _ progress: Double, by luma: UInt8,
        into frame: inout Frame
    ) {
        if progress < 0.5 {
            fade(before, to: luma, Self.weight(2 * progress), into: &frame)
        } else {
            fade(after, to: luma, Self.weight(2 - 2 * progress), into: &frame)
        }
    }

    /// A share in units of 1/256.
    private static func weight(_ share: Double) -> UInt16 { UInt16((min(max(share, 0), 1) * 256).rounded()) }

    private static func mix(
        _ before: borrowing Frame, _ after: borrowing Frame, _ weight: UInt16, into frame: inout Frame
    ) {
        for plane in 0..<3 {
            before.withPlane(plane) { first, firstLayout in
                after.withPlane(plane) { second, secondLayout in
                    frame.withMutablePlane(plane) { target, layout in
                        for row in 0..<layout.height {
                            mixRow(
                                first, from: row * firstLayout.stride, second,
                                from: row * secondLayout.stride,
                                weight, into: &target, at: row * layout.stride, count: layout.width)
                        }
                    }
                }
            }
        }
    }

    private static func fade(
        _ picture: borrowing Frame, to luma: UInt8, _ weight: UInt16, into frame: inout Frame
    ) {
        for plane in 0..<3 {
            let color = plane == 0 ? luma : grey
            picture.withPlane(plane) { samples, source in
                frame.withMutablePlane(plane) { target, layout in
                    for row in 0..<layout.height {
                        fadeRow(
                            samples, from: row * source.stride, to: color, weight, into: &target,
                            at: row * layout.stride, count: layout.width)
                    }
                }
            }
        }
    }
}

/// Mixes two rows; the second has a weight of 0…256, so the sum fits into 16 bits.
private func mixRow(
    _ first: Span<UInt8>, from firstStart: Int, _ second: Span<UInt8>, from secondStart: Int,
    _ weight: UInt16, into target: inout MutableSpan<UInt8>, at start: Int, count: Int
) {
    precondition(weight <= 256 && start >= 0 && start <= target.count - count)
    precondition(firstStart >= 0 && firstStart <= first.count - count)
    precondition(secondStart >= 0 && secondStart <= second.count - count)
    let rest = 256 &- weight
    for i in 0..<count {
        let sum = UInt16(first[firstStart &+ i]) &* rest &+ UInt16(second[secondStart &+ i]) &* weight
        target[start &+ i] = UInt8(truncatingIfNeeded: (sum &+ 128) >> 8)
    }
}

/// Mixes a row with one colour.
private func fadeRow(
    _ source: Span<UInt8>, from sourceStart: Int, to color: UInt8, _ weight: UInt16,
    into target: inout MutableSpan<UInt8>, at start: Int, count: Int
) {
    precondition(weight <= 256 && start >= 0 && start <= target.count - count)
    precondition(sourceStart >= 0 && sourceStart <= source.count - count)
    let rest = 256 &- weight
    let added = UInt16(color) &* weight &+ 128
    for i in 0..<count {
        let sum = UInt16(source[sourceStart &+ i]) &* rest &+ added
        target[start &+ i] = UInt8(truncatingIfNeeded: sum >> 8)
    }
}
