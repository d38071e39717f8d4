import type { TestAccount, TestStack } from '../stack.ts'
import { approved, signIn, type Phone } from './phone.ts'

/** Signs in on a new phone, approves it as its commander would, and waits until it has its unit's books. */
export async function signInApproved(
  stack: TestStack,
  phone: Pick<Phone, 'page' | 'signal'>,
  { name, password }: Pick<TestAccount, 'name' | 'password'>
): Promise<void> {
  await signIn(phone, name, password)
  await stack.letInPhoneOf(name)
  await approved(phone)
}
