internal import Foundation
package import Story

/// The changes to the colours of a picture that is ready for a BT.709 display: any number of operations in order,
/// computed exactly.
///
/// ``ColorPass`` bakes the grade and the source's conversion into one table, so the number of changes does not affect
/// the cost of a picture.
package struct ColorGrade: Hashable, Sendable {
    /// Operations that belong together, and how much of their result is mixed in.
    struct Step: Hashable, Sendable {
        var operations: [ColorOperation]
        /// 0…1.
        var intensity: Double = 1
    }

    /// Only steps that have an effect.
    private let steps: [Step]

    static let identity = ColorGrade([])

    init(_ steps: [Step]) {
        self.steps = steps.filter { $0.intensity > 0 && !$0.operations.isEmpty }
    }

    /// - Parameter cube: the contents of the grading's table.
    /// - Precondition: a grading with a table has a cube.
    package init(_ grading: Grading, cube: ColorCube?) {
        var steps = [Step(operations: grading.adjustment.operations)]
        if let table = grading.table, table.intensity > 0 {
            guard let cube else { preconditionFailure("\(table.src) was not read") }
            steps.append(Step(operations: [.cube(cube)], intensity: table.intensity))
        }
        steps += grading.looks.map { applied in
            Step(operations: LookRecipe(applied.look).operations, intensity: applied.intensity)
        }
        self.init(steps)
    }

    /// Whether colours stay unchanged.
    package var isIdentity: Bool { steps.isEmpty }

    /// Changes colours: R'G'B', clamped to 0…1 first.
    func apply(to colors: inout [SIMD3<Double>]) {
        for index in colors.indices {
            colors[index] = colors[index].clamped(lowerBound: .zero, upperBound: .one)
        }
        for step in steps {
            var changed = colors
            for operation in step.operations { operation.apply(to: &changed) }
            for index in colors.indices {
                colors[index] += (changed[index] - colors[index]) * step.intensity
            }
        }
    }
}

extension ColorAdjustment {
    /// The operations, in the order and with the meaning documented in ``Story/ColorAdjustment``; adjustments of 0 give
    /// none.
    var operations: [ColorOperation] {
        var operations: [ColorOperation] = []
        // Two stops are a factor of 4; a display has a gamma of 2.4 (ITU-R BT.1886).
        if exposure != 0 { operations.append(.brightness(pow(4, exposure / 2.4))) }
        if temperature != 0 {
            operations.append(.balance(SIMD3(1 + 0.2 * temperature, 1, 1 - 0.2 * temperature)))
        }
        if tint != 0 { operations.append(.balance(SIMD3(1, 1 - 0.2 * tint, 1))) }
        // 1 would leave no contrast at the other end.
        if brightness != 0 { operations.append(.bend(0.9 * brightness)) }
        if highlights != 0 || shadows != 0 {
            operations.append(.tones(shadows: shadows, highlights: highlights))
        }
        if contrast != 0 { operations.append(.contrast(1 + contrast)) }
        if saturation != 0 { operations.append(.saturate(1 + saturation)) }
        if hue != 0 { operations.append(.hueRotate(180 * hue)) }
        if fade != 0 {
            operations.append(
                .matrix(
                    Matrix3(diagonal: SIMD3(repeating: 1 - 0.2 * fade)),
                    offset: SIMD3(repeating: 0.2 * fade)))
        }
        return operations
    }
}
