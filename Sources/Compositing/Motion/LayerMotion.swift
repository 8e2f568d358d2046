internal import Story

/// How a layer moves, by keyframes and animations together.
struct LayerMotion: Sendable {
    let placement: Placement
    let presence: Presence
    /// When the overlay is gone, in seconds.
    let end: Double
    /// The layer's box at rest.
    let box: BoxTransform
    /// The area that the layer draws at rest.
    let extent: Rectangle
    let canvasWidth: Double
    let canvasHeight: Double

    /// The overlay at a moment, relative to the layer at rest.
    struct Pose: Hashable {
        var opacity: Double
        /// About the box's middle.
        var scale: Double
        /// The movement of the box's middle, in pixels.
        var offset: Point
        /// Clockwise, about the box's middle.
        var radians: Double
        var wipe: ClosedRange<Double>
        var writing: Appearance.Writing?
    }

    /// Nil if the overlay is not visible.
    func pose(at seconds: Double) -> Pose? {
        guard presence.start <= seconds, seconds < end else { return nil }
        let time = seconds - presence.start
        let radians = placement.rotation.value(at: time) * .pi / 180
        let scale = placement.scale.value(at: time)
        let offset = center(at: time) - restingCenter
        let animated = appearance(at: seconds, moved: offset)
        return Pose(
            opacity: min(max(presence.opacity.value(at: time), 0), 1) * animated.opacity,
            scale: max(0, scale) / box.scale * animated.scale,
            offset: offset + animated.offset,
            radians: radians - box.radians + animated.degrees * .pi / 180,
            wipe: animated.wipe, writing: animated.writing)
    }

    /// The effect of the animations at a moment.
    ///
    /// - Parameter moved: the overlay's distance from its place at rest.
    private func appearance(at seconds: Double, moved: Point) -> Appearance {
        let surroundings = Surroundings(
            canvasWidth: canvasWidth, canvasHeight: canvasHeight, extent: extent.moved(by: moved))
        let time = seconds - presence.start
        let entered = presence.enter.appearance(after: time, .entering, in: surroundings)
        let left = presence.exit.appearance(after: end - seconds, .leaving, in: surroundings)
        let cycle = presence.cycle.appearance(
            after: time - presence.enter.seconds, canvasWidth: canvasWidth, canvasHeight: canvasHeight)
        return entered.combined(with: left).combined(with: cycle)
    }

    /// The box's middle according to the keyframes, in unrounded pixels.
    private func center(at time: Double) -> Point {
        center(
            x: placement.x.value(at: time), y: placement.y.value(at: time),
            scale: placement.scale.value(at: time), degrees: placement.rotation.value(at: time))
    }

    private var restingCenter: Point {
        center(
            x: placement.x.settled, y: placement.y.settled, scale: box.scale,
            degrees: placement.rotation.settled)
    }

    private func center(x: Double, y: Double, scale: Double, degrees: Double) -> Point {
        let middle = Point(x: box.width / 2, y: box.height / 2)
        let vector = (middle - box.pivot).turned(by: degrees * .pi / 180) * scale
        return Point(x: x * canvasWidth, y: y * canvasHeight) + vector
    }
}

extension Placement {
    /// The scale at which a layer is at rest: the final scale, or the largest if the final one is 0.
    var restingScale: Double {
        if scale.settled > 0 { return scale.settled }
        return scale.range.upperBound > 0 ? scale.range.upperBound : 1
    }
}

extension Transition {
    /// The effective duration, in seconds.
    fileprivate var seconds: Double { animation == .none ? 0 : duration }
}
